-- Settings for the role that the application connects as. They hold for new connections, so restart the services
-- afterwards. The formulas, and what Render offers no way to set, stand in docs/postgres-tuning.md.
-- For @@database:plain@@ on the plan @@database_plan:plain@@.
@@role_settings@@
