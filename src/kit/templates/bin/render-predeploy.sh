#!/usr/bin/env bash
# Prepares and migrates the database: once a deploy, after the build and before traffic moves. Named by
# preDeployCommand of @@web:plain@@, which may not be run through a shell; so this is a script.
set -euo pipefail

# A migration may take longer than a request.
export POSTGRES_STATEMENT_TIMEOUT=600s
@@migrate@@

# The commit that runs, for the application to show.
printf '%s\n' "${RENDER_GIT_COMMIT:-unknown}"
