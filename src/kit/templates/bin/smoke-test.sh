#!/usr/bin/env bash
# Asks a deployment the few things that tell whether it works. Ends with 0 if all is well.
#
#   bin/smoke-test.sh [ADDRESS]
@@if whatsapp@@
#
# With WHATSAPP_WEBHOOK_VERIFY_TOKEN in the environment it also answers as Meta would when a webhook is set up;
# WHATSAPP_WEBHOOK_PATH is the path that was given to Meta.
@@end@@
# check runs the functions below by their names.
# shellcheck disable=SC2317,SC2329
set -uo pipefail

default_url=@@url@@
health_path=@@health@@
url="${1:-$default_url}"
url="${url%/}"
host="${url#*://}"
host="${host%%/*}"
failed=0

check() { # what, command...
  local what=$1
  shift
  if "$@" >/dev/null 2>&1; then
    printf 'ok      %s\n' "$what"
  else
    printf 'FAILED  %s\n' "$what"
    failed=1
  fi
}

healthy() { # Render waits five seconds
  local status
  status=$(curl -sS -o /dev/null -w '%{http_code}' --max-time 5 "$url$health_path") || return 1
@@if health_path@@
  [ "$status" = 200 ]
@@end@@
@@if not health_path@@
  # The Blueprint names no path for the health check: what Render would take as healthy is enough.
  [[ "$status" =~ ^[23] ]]
@@end@@
}

has_header() { # name
  curl -sS -o /dev/null -D - --max-time 10 "$url/" | grep -qi "^$1:"
}

redirects_to_https() {
  curl -sS -o /dev/null -w '%{redirect_url}' --max-time 10 "http://$host/" | grep -q '^https://'
}

certificate_lasts() { # at least a week
  openssl s_client -connect "${host%%:*}:443" -servername "${host%%:*}" </dev/null 2>/dev/null |
    openssl x509 -noout -checkend 604800
}

old_tls_refused() { # what does not answer at all refuses nothing
  curl -sS -o /dev/null --max-time 10 "$url/" &&
    ! curl -sS -o /dev/null --max-time 10 --tls-max 1.1 "$url/"
}

@@if health_path@@
check "$health_path answers 200 within five seconds" healthy
@@end@@
@@if not health_path@@
check "$health_path answers 2xx or 3xx within five seconds" healthy
@@end@@
check "the certificate is valid for another week" certificate_lasts
check "HTTP leads to HTTPS" redirects_to_https
check "TLS 1.1 is refused" old_tls_refused
@@if rails@@
check "Strict-Transport-Security is sent" has_header strict-transport-security
check "X-Content-Type-Options is sent" has_header x-content-type-options
@@end@@
@@if whatsapp@@

challenge=1158201444

webhook() { # token; prints what comes back, and its status on the last line
  curl -sS --get --max-time 10 -w '\n%{http_code}' "$url${WHATSAPP_WEBHOOK_PATH:-/webhooks/whatsapp}" \
    --data-urlencode "hub.mode=subscribe" \
    --data-urlencode "hub.challenge=$challenge" \
    --data-urlencode "hub.verify_token=$1"
}

webhook_answers() { # token; the challenge comes back for the right one only
  local answer
  answer=$(webhook "$1") || return 1
  [ "${answer%$'\n'*}" = "$challenge" ]
}

webhook_refuses() { # something that is there says no
  local answer status
  answer=$(webhook "not-the-token") || return 1
  status=${answer##*$'\n'}
  [[ "$status" =~ ^[1-4] ]] && [ "$status" != 404 ] && [ "${answer%$'\n'*}" != "$challenge" ]
}

check "the webhook refuses a wrong token" webhook_refuses
if [ -n "${WHATSAPP_WEBHOOK_VERIFY_TOKEN:-}" ]; then
  check "the webhook answers the challenge" webhook_answers "$WHATSAPP_WEBHOOK_VERIFY_TOKEN"
else
  printf 'left    the webhook challenge: WHATSAPP_WEBHOOK_VERIFY_TOKEN is not set\n'
fi
@@end@@

exit "$failed"
