-- Extensions that the application's schema enables. It does so itself when the database is prepared; this is for
-- a database that was made otherwise. Run it once, for example with: render psql
@@extensions@@
