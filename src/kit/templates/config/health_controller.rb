# Answers Render's health check, which waits five seconds and restarts an instance that fails for a minute.
#
# So it asks only what this instance cannot serve without, the database, and stays well within the time. What a
# restart does not mend (no worker, no store for jobs) is told in the answer and does not fail it.
# Goes to app/controllers/api/v1/health_controller.rb.
class Api::V1::HealthController < ActionController::API
  # Together less than the five seconds that Render waits.
  DATABASE_SECONDS = 3
  JOBS_SECONDS = 1

  def show
    database = database_answers?
    status = database ? :ok : :service_unavailable
    render status: status, json: {
      status: database ? "healthy" : "unhealthy",
      checks: { database: database, jobs: jobs },
      commit: ENV.fetch("RENDER_GIT_COMMIT", "unknown"),
      instance: ENV.fetch("RENDER_INSTANCE_ID", "unknown")
    }
  end

  private

  def database_answers?
    # Waiting for a free connection counts too.
    Timeout.timeout(DATABASE_SECONDS) { ActiveRecord::Base.connection.select_value("SELECT 1") == 1 }
  rescue StandardError => error
    Rails.logger.error("health: database: #{error.class}")
    false
  end
@@if sidekiq@@

  # Whether jobs can be stored, and how many worker processes there are. For people; it decides nothing.
  def jobs
    Timeout.timeout(JOBS_SECONDS) do
      { stored: Sidekiq.redis { |redis| redis.call("PING") } == "PONG", processes: Sidekiq::ProcessSet.new.size }
    end
  rescue StandardError => error
    Rails.logger.warn("health: jobs: #{error.class}")
    { stored: false }
  end
@@end@@
@@if not sidekiq@@

  def jobs
    {}
  end
@@end@@
end
