#!/usr/bin/env bash
# Builds the application on Render. Named by buildCommand of @@web:plain@@ and @@worker:plain@@.
set -euo pipefail

# Render sets BUNDLE_DEPLOYMENT and BUNDLE_PATH for Ruby services.
export BUNDLE_WITHOUT="development:test"
bundle install --jobs 4 --retry 3

@@if chatwoot@@
# With the development packages: Vite, which compiles the assets, is one of them. So NODE_ENV stays unset here.
unset NODE_ENV
pnpm_version=@@pnpm@@
npx --yes "pnpm@$pnpm_version" install --frozen-lockfile
@@end@@
bundle exec rails assets:precompile
@@if chatwoot@@

if [ ! -f public/vite/.vite/manifest.json ]; then
  echo "The Vite manifest is missing: the assets were not compiled." >&2
  exit 1
fi
@@end@@
