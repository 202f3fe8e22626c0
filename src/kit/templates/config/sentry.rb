# Errors and a sample of the traces go to Sentry, where SENTRY_DSN is set.
# Goes to config/initializers/sentry.rb.
Sentry.init do |config|
  config.dsn = ENV["SENTRY_DSN"]
  config.environment = ENV.fetch("SENTRY_ENVIRONMENT", "production")
  # Render says which commit runs, so an error names the deploy that brought it.
  config.release = ENV["RENDER_GIT_COMMIT"]
  config.server_name = ENV["RENDER_INSTANCE_ID"]
  config.breadcrumbs_logger = [:active_support_logger, :http_logger]
  config.send_default_pii = false
  # A tenth of the requests, and none of the health checks, which come every few seconds.
  health_path = @@health@@
  config.traces_sampler = lambda do |context|
    path = context.dig(:env, "PATH_INFO")
    path == health_path ? 0.0 : 0.1
  end
end
