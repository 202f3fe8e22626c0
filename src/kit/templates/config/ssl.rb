# HTTPS only. Put the lines between the marks into config/environments/production.rb.
Rails.application.configure do
  # --- from here
  config.force_ssl = ENV.fetch("FORCE_SSL", "true") == "true"
  config.ssl_options = {
@@if own_domain@@
    # Subdomains and preload bind every host of the domain, and preload cannot be taken back quickly. Turn them on
    # once all of them answer over HTTPS.
@@end@@
@@if not own_domain@@
    # The onrender.com domain is not yours: no subdomains, no preload.
@@end@@
    hsts: { expires: 1.year, subdomains: false, preload: false },
    # Render's health check asks over HTTP inside the network.
    redirect: { exclude: ->(request) { request.path == @@health@@ } }
  }
  # --- to here
end
