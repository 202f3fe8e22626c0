# Limits for those who ask too often. Goes to config/initializers/rack_attack.rb; needs the gem rack-attack.
class Rack::Attack
  # Render's proxy stands in front: the visitor is who Rails finds behind it, not the proxy.
  def self.visitor(request)
    ActionDispatch::Request.new(request.env).remote_ip
  end

  # The health check must always be answered.
  HEALTH_PATH = @@health@@
  safelist("health check") { |request| request.get? && request.path == HEALTH_PATH }

  throttle("api/visitor", limit: 300, period: 5.minutes) do |request|
    visitor(request) if request.path.start_with?("/api/")
  end
@@if whatsapp@@

  # Meta sends all messages from few addresses, so this limit is high. A message refused here is sent again later.
  throttle("webhooks/whatsapp", limit: 600, period: 1.minute) do |request|
    visitor(request) if request.post? && request.path.start_with?("/webhooks/whatsapp")
  end
@@end@@

  throttle("login/account", limit: 5, period: 1.hour) do |request|
    next unless request.post? && request.path == "/auth/sign_in"

    email = request.params["email"].to_s.downcase.strip
    email.empty? ? visitor(request) : email
  end

  # Whoever asks for files that no browser asks for is shut out for a day.
  blocklist("scanners") do |request|
    Rack::Attack::Allow2Ban.filter(visitor(request), maxretry: 10, findtime: 10.minutes, bantime: 1.day) do
      request.path.end_with?(".php", "/.env") || request.path.include?("/wp-admin")
    end
  end
end
