# The route of the health check. Put the line between the marks into config/routes.rb.
Rails.application.routes.draw do
  # --- from here
  get @@health@@, to: "api/v1/health#show"
  # --- to here
end
