#!/bin/sh
# Starts this release's server or its command line with the Node that it brings. Where it is installed, what works on the data
# runs as the user of the service, whoever calls. `installation` beside the releases is written by install.sh.
set -eu
release=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
node=$release/runtime/bin/node
server=$release/app/apps/server/src

user='' service='' config=''
if [ -r "$(dirname -- "$release")/installation" ]; then
  . "$(dirname -- "$release")/installation"
fi
if [ -n "$config" ] && [ -z "${MINGCHA_CONFIG-}" ]; then
  MINGCHA_CONFIG=$config
  export MINGCHA_CONFIG
fi

say() {
  case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    en*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

need_root() {
  [ "$(id -u)" = 0 ] && return
  say "请用 root 运行：sudo mingcha $1" "Run this as root: sudo mingcha $1" >&2
  exit 1
}

# Files that the command makes belong to the service then, and the server can read them.
as_service() {
  me=$(id -un)
  if [ -z "$user" ] || [ "$me" = "$user" ]; then exec "$@"; fi
  if [ "$me" != root ]; then
    say "请用 root 运行：sudo mingcha …" "Run this as root: sudo mingcha …" >&2
    exit 1
  fi
  exec runuser -u "$user" -- "$@"
}

# Exit code 0 once the server is ready.
wait_ready() {
  deadline=$(($(date +%s) + 240))
  until as_service_quietly status; do
    # Between two tries of systemd the service is "activating".
    if [ "$(date +%s)" -ge "$deadline" ] || systemctl is-failed --quiet "$service"; then
      say "服务没有就绪。最近的日志：" "The service is not ready. Its latest lines:" >&2
      journalctl -u "$service" -n 15 -o cat --no-pager >&2 || true
      exit 1
    fi
    sleep 1
  done
  as_service "$node" "$server/cli/main.ts" status
}

as_service_quietly() {
  (as_service "$node" "$server/cli/main.ts" "$@") >/dev/null 2>&1
}

case "${1:-help}" in
  serve)
    shift
    # Few arenas, and what is large given back at once: photos would else leave holes that stay with the process.
    export MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072
    exec "$node" --max-semi-space-size=8 --max-old-space-size=512 "$server/main.ts" "$@"
    ;;
  start | restart | stop)
    if [ -z "$service" ] || [ ! -d /run/systemd/system ]; then
      say "这里没有安装为 systemd 服务。前台运行：mingcha serve" "There is no systemd service here. In the foreground: mingcha serve" >&2
      exit 1
    fi
    need_root "$1"
    systemctl "$1" "$service"
    if [ "$1" = stop ]; then
      say "已停止。" "Stopped."
    else
      wait_ready
    fi
    ;;
  uninstall)
    shift
    need_root uninstall
    # The script that is read must outlive the release that it removes.
    copy=$(mktemp)
    cp -- "$release/install.sh" "$copy"
    exec sh "$copy" --uninstall --prefix "$(dirname -- "$release")" "$@"
    ;;
  draw | verify | release | help | --help | --version)
    exec "$node" "$server/cli/main.ts" "$@"
    ;;
  upgrade | rollback)
    [ -z "$service" ] || need_root "$1"
    exec "$node" "$server/cli/main.ts" "$@"
    ;;
  *)
    as_service "$node" "$server/cli/main.ts" "$@"
    ;;
esac
