-- Run once, by the owner of the database, before the first migration: the role with which web, worker and beat enter.
-- It reads and writes rows and owns nothing, so that it can neither disable the triggers of the log nor empty its table.
-- The password comes from the environment variable CLAVE_BD_APP.
\set ON_ERROR_STOP on
\getenv clave CLAVE_BD_APP
CREATE ROLE redsociales_app LOGIN PASSWORD :'clave';
GRANT USAGE ON SCHEMA public TO redsociales_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO redsociales_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO redsociales_app;
