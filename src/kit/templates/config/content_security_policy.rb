# What a page of the application may load. Goes to config/initializers/content_security_policy.rb.
#
# It begins by reporting only. Look at the reports of a week in the browser's console, add what is missing, then
# set report_only to false.
host = @@host@@
@@if s3@@
# Uploads go straight to the bucket, and files are shown from it.
files = @@bucket_url@@
@@end@@

Rails.application.config.content_security_policy do |policy|
  policy.default_src :self, :https
  policy.font_src    :self, :https, :data
@@if s3@@
  policy.img_src     :self, :https, :data, :blob, files
@@end@@
@@if not s3@@
  policy.img_src     :self, :https, :data, :blob
@@end@@
  policy.object_src  :none
  policy.script_src  :self, :https
  policy.style_src   :self, :https, :unsafe_inline
  # The dashboard talks over a WebSocket to its own host, and to no other.
@@if s3@@
  policy.connect_src :self, :https, "wss://#{host}", files
@@end@@
@@if not s3@@
  policy.connect_src :self, :https, "wss://#{host}"
@@end@@
  policy.base_uri    :self
end

Rails.application.config.content_security_policy_report_only = true
