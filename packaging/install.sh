#!/bin/sh
# Installs this release as a systemd service under a user of its own: sh install.sh, six questions; with --yes none. Reads and writes
# what the options name and nothing else, uses no network, and may be run again. `sh install.sh --help` lists the options.
set -eu
here=$(dirname -- "$(readlink -f -- "$0")")

prefix=/opt/mingcha
data=/var/lib/mingcha
settings=/etc/mingcha
units=/etc/systemd/system
bins=/usr/local/bin
user=mingcha
service=mingcha
port=8443
names=''
database=''
second=''
release_key=''
min_free=5120
https=yes
unattended=no
start=yes
uninstall=no
remove_data=no
remove_confirmed=''

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in en*) language=en ;; *) language=zh ;; esac

words() { if [ "$language" = en ]; then printf '%s' "$2"; else printf '%s' "$1"; fi; }
say() { printf '%s\n' "$(words "$1" "$2")"; }
refuse() {
  printf '%s\n' "$(words "未安装：$1" "Not installed: $2")" >&2
  exit 1
}

usage() {
  say "用法：sh install.sh [选项]
  --name 名称或地址      人们访问本系统所用的域名或 IP，可写多次（默认：本机名和本机地址）
  --port 端口            默认 8443
  --data 文件夹          数据文件夹，默认 /var/lib/mingcha
  --database-url 地址    用已有的 PostgreSQL（15 以上）；不写则用自带数据库
  --backup-second 文件夹 备份的第二存放位置
  --yes                  不提问，按选项和默认值安装
  --answers 文件         从文件读选项，每行一个，如 port=8443
  --no-https             不制作证书（前面另有网关时）
  --no-start             只安装，不启动
  --release-key 文件     发布方公钥，用来核对安装包
  --min-free-mb 数       数据盘至少要有的空间，默认 5120
  --prefix --settings --units --bins 文件夹，--user --service 名称：改变安装位置
  --uninstall [--remove-data]  卸载；数据默认保留
  --lang zh|en" "Usage: sh install.sh [options]
  --name NAME-OR-ADDRESS what people type to reach it, may be repeated (default: name and addresses of this machine)
  --port PORT            default 8443
  --data FOLDER          data folder, default /var/lib/mingcha
  --database-url ADDRESS a PostgreSQL (15 or newer) that is there; without it the embedded one
  --backup-second FOLDER a second place for backups
  --yes                  no questions: options and defaults
  --answers FILE         options from a file, one a line, such as port=8443
  --no-https             make no certificate (behind a gateway)
  --no-start             install only
  --release-key FILE     the publisher's public key, to check the release
  --min-free-mb N        least space on the disk of the data, default 5120
  --prefix --settings --units --bins FOLDER, --user --service NAME: other places
  --uninstall [--remove-data]  uninstall; data are kept
  --lang zh|en"
}

option() {
  case "$1" in
    name) names="$names $2" ;;
    port) port=$2 ;;
    data) data=$2 ;;
    database-url) database=$2 ;;
    backup-second) second=$2 ;;
    release-key) release_key=$2 ;;
    min-free-mb) min_free=$2 ;;
    prefix) prefix=$2 ;;
    settings) settings=$2 ;;
    units) units=$2 ;;
    bins) bins=$2 ;;
    user) user=$2 ;;
    service) service=$2 ;;
    lang) language=$2 ;;
    remove-data-confirmed) remove_confirmed=$2 ;;
    https) https=$2 ;;
    start) start=$2 ;;
    *) refuse "没有选项 $1。用法：sh install.sh --help" "there is no option $1; see sh install.sh --help" ;;
  esac
}

read_answers() {
  [ -r "$1" ] || refuse "读不到文件 $1" "the file $1 cannot be read"
  while IFS= read -r line || [ -n "$line" ]; do
    case "$line" in
      '' | '#'*) ;;
      *=*) option "${line%%=*}" "${line#*=}" ;;
      *) refuse "文件 $1 中的“$line”应为 名称=值" "\"$line\" in $1 should be NAME=VALUE" ;;
    esac
  done <"$1"
  unattended=yes
}

while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    --yes) unattended=yes ;;
    --no-https) https=no ;;
    --no-start) start=no ;;
    --uninstall) uninstall=yes ;;
    --remove-data) remove_data=yes ;;
    --answers) [ $# -ge 2 ] || { usage >&2; exit 2; }; read_answers "$2"; shift ;;
    --*=*) given=${1#--}; option "${given%%=*}" "${given#*=}" ;;
    --*) [ $# -ge 2 ] || { usage >&2; exit 2; }; option "${1#--}" "$2"; shift ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

[ "$(id -u)" = 0 ] || refuse '需要 root 权限。请运行：sudo sh install.sh' 'root is needed. Run: sudo sh install.sh'

# A single-quoted word of the shell.
quoted() { printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"; }
# For the right side of sed's s|…|…| and for a unit file, where % has a meaning.
for_unit() { printf '%s' "$1" | sed 's/%/%%/g; s/[\\&|]/\\&/g'; }

# ---------------------------------------------------------------- uninstall

ask_line() {
  printf '%s' "$(words "$1" "$2")" >&2
  IFS= read -r answer || answer=''
}

if [ "$uninstall" = yes ]; then
  [ -r "$prefix/installation" ] || refuse "$prefix 里没有安装" "nothing is installed in $prefix"
  . "$prefix/installation"
  if [ "$remove_data" = yes ] && [ "$remove_confirmed" != "$data" ]; then
    [ "$unattended" = no ] || refuse "删除数据须再用 --remove-data-confirmed $data 确认" "to remove the data confirm with --remove-data-confirmed $data"
    ask_line "将删除全部数据：$data。没有备份就无法恢复。输入“删除”继续：" "All data in $data will be removed; without a backup they are gone. Type \"remove\": "
    [ "$answer" = 删除 ] || [ "$answer" = remove ] || { say '没有卸载，未作改动。' 'Nothing was uninstalled.'; exit 1; }
    ask_line "再次确认：请输入数据文件夹的完整路径：" "Once more: type the whole path of the data folder: "
    [ "$answer" = "$data" ] || { say '没有卸载，未作改动。' 'Nothing was uninstalled.'; exit 1; }
  fi
  if [ -d /run/systemd/system ]; then systemctl disable --now "$service.service" >/dev/null 2>&1 || true; fi
  rm -f -- "$units/$service.service"
  if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
  [ "$(readlink -- "$bins/mingcha" || true)" != "$prefix/current/bin/mingcha" ] || rm -f -- "$bins/mingcha"
  rm -rf -- "$prefix"
  if [ "$remove_data" = yes ]; then
    rm -rf -- "$data" "$config"
    rmdir -- "$(dirname -- "$config")" 2>/dev/null || true
    userdel "$user" 2>/dev/null || true
    say '已卸载，数据已删除。' 'Uninstalled; the data are removed.'
  else
    say "已卸载。数据保留在 $data，设置保留在 $config。" "Uninstalled. The data stay in $data, the settings in $config."
  fi
  exit 0
fi

# ---------------------------------------------------------------- what this is

field() { sed -n "s/^  \"$1\": \"\{0,1\}\([^\",]*\).*/\1/p" "$here/VERSION.json"; }
[ -r "$here/VERSION.json" ] || refuse "$here 不是完整的安装包" "$here is no complete release"
version=$(field version)
for tool in sha256sum sed df cp mv chown useradd groupadd runuser readlink; do
  command -v "$tool" >/dev/null 2>&1 || refuse "缺少系统命令 $tool" "the system lacks the command $tool"
done

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) machine=x64 ;;
  Linux-aarch64) machine=arm64 ;;
  *) machine=$(uname -m) ;;
esac
[ "$machine" = "$(field cpu)" ] ||
  refuse "这是 $(field cpu) 的安装包，本机是 $machine。请换用对应的安装包" "this release is for $(field cpu), this machine is $machine; get the other release"

glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed 's/.* //')
older=$(printf '%s\n%s\n' "$(field glibc)" "${glibc:-0}" | sort -t. -k1,1n -k2,2n | head -n 1)
[ "$older" = "$(field glibc)" ] ||
  refuse "系统的 glibc 是 ${glibc:-（没有）}，需要 $(field glibc) 或更高。请换用较新的操作系统（麒麟 V10、统信 20、openEuler 20.03 以上）" "glibc is ${glibc:-absent}; $(field glibc) or newer is needed. Use a newer system"

if [ "$start" = yes ] && [ ! -d /run/systemd/system ]; then
  refuse '本机没有运行 systemd。可用 --no-start 只安装，或改用容器' 'systemd does not run here. Install only with --no-start, or use containers'
fi

# ---------------------------------------------------------------- questions

installed=''
if [ -L "$prefix/current" ]; then installed=$(basename -- "$(readlink -- "$prefix/current")"); fi
if [ -n "$installed" ] && [ "$installed" != "$version" ]; then
  refuse "已安装 $installed 版。升级请运行：mingcha upgrade 安装包" "version $installed is installed. To upgrade run: mingcha upgrade ARCHIVE"
fi
config=$settings/mingcha.conf
if [ -n "$installed" ]; then
  # A second run keeps settings and data as they are.
  . "$prefix/installation"
  unattended=yes
  port=$(sed -n 's/^PORT=//p' "$config" 2>/dev/null || true)
  port=${port:-8080}
fi

own_names() {
  hostname 2>/dev/null || true
  { ip -4 -o addr show scope global 2>/dev/null || true; } | sed -n 's/.* inet \([0-9.]*\).*/\1/p'
}
[ -n "$names" ] || [ "$unattended" = yes ] || {
  default=$(own_names | tr '\n' ' ')
  ask_line "1/6 人们用什么域名或 IP 访问？多个用空格隔开 [$default]：" "1/6 Names or addresses that people will type, separated by spaces [$default]: "
  names=${answer:-$default}
}
[ -n "$names" ] || names=$(own_names | tr '\n' ' ')
if [ "$unattended" = no ]; then
  ask_line "2/6 端口 [$port]：" "2/6 Port [$port]: "; port=${answer:-$port}
  ask_line "3/6 数据文件夹 [$data]：" "3/6 Data folder [$data]: "; data=${answer:-$data}
  ask_line '4/6 用已有的 PostgreSQL 请输入其地址，用自带数据库直接回车：' '4/6 Address of a PostgreSQL that is there; Enter for the embedded one: '; database=$answer
  ask_line '5/6 备份的第二存放位置（另一块硬盘或共享），没有直接回车：' '5/6 A second place for backups (another disk or a share); Enter for none: '; second=$answer
  say "将安装明察 $version：程序 $prefix，数据 $data，端口 $port，访问名称 $names" "Mingcha $version will be installed: program $prefix, data $data, port $port, names $names"
  ask_line '6/6 继续吗？[Y/n]：' '6/6 Go on? [Y/n]: '
  case "$answer" in [nN]*) say '没有安装，未作改动。' 'Nothing was installed.'; exit 1 ;; esac
fi

# ---------------------------------------------------------------- checks, before anything is written

case "$port" in '' | *[!0-9]*) refuse "端口“$port”不是数字" "the port \"$port\" is no number" ;; esac
if [ "$port" -lt 1 ] || [ "$port" -gt 65535 ]; then refuse "端口 $port 不在 1 到 65535 之间" "port $port is not between 1 and 65535"; fi
for folder in "$prefix" "$data" "$settings"; do
  case "$folder" in
    /?*) ;;
    *) refuse "“$folder”应为以 / 开头的完整路径" "\"$folder\" must be a whole path that begins with /" ;;
  esac
  case "$folder" in *'
'* | *'"'* | *'\'*) refuse "路径“$folder”不能含引号、反斜线或换行" "the path \"$folder\" must not hold quotes, backslashes or line breaks" ;; esac
done
case "$user$service" in *[!a-z0-9_-]*) refuse '用户名和服务名只能用小写字母、数字、- 和 _' 'names of user and service are lower-case letters, digits, - and _' ;; esac

# The deepest folder of a path that exists.
existing() {
  at=$1
  while [ ! -d "$at" ]; do at=$(dirname -- "$at"); done
  printf '%s' "$at"
}
for folder in "$prefix" "$data" "$settings" "$units" "$bins"; do
  parent=$(existing "$folder")
  probe=$parent/.mingcha-probe.$$
  if ! (: >"$probe") 2>/dev/null; then
    refuse "不能写入 $parent（只读或没有权限）。可用选项另选位置，见 --help" "$parent cannot be written (read-only or forbidden). Choose another place, see --help"
  fi
  rm -f -- "$probe"
done

free_mb() { df -Pk -- "$(existing "$1")" | awk 'NR == 2 { print int($4 / 1024) }'; }
[ "$(free_mb "$prefix")" -ge 1024 ] || refuse "$prefix 所在磁盘只剩 $(free_mb "$prefix") MB，程序需要 1024 MB" "only $(free_mb "$prefix") MB are free for $prefix; the program needs 1024 MB"
[ "$(free_mb "$data")" -ge "$min_free" ] || refuse "$data 所在磁盘只剩 $(free_mb "$data") MB，至少需要 $min_free MB" "only $(free_mb "$data") MB are free for $data; $min_free MB are needed"

say '正在核对安装包…' 'Checking the release…'
(cd -- "$here" && sha256sum --quiet --strict -c SHA256SUMS) >/dev/null 2>&1 ||
  refuse '安装包与校验和不符，可能已损坏或被改动。请重新取得安装包' 'the release does not match its checksums; it may be damaged or altered. Get it again'
"$here/runtime/bin/node" --version >/dev/null 2>&1 || refuse '自带的运行环境不能在本机运行' 'the runtime of the release does not run on this machine'
if [ -n "$release_key" ]; then
  "$here/bin/mingcha" release verify "$here" --key "$release_key" || refuse '安装包没有通过核对' 'the release was not accepted'
else
  "$here/bin/mingcha" release verify "$here" || refuse '安装包没有通过核对' 'the release was not accepted'
fi

running=no
if [ -d /run/systemd/system ] && systemctl is-active --quiet "$service.service"; then running=yes; fi
if [ "$running" = no ] && [ "$start" = yes ]; then
  "$here/runtime/bin/node" -e 'const s=require("net").createServer();s.once("error",()=>process.exit(1));s.listen(Number(process.argv[1]),()=>s.close())' "$port" ||
    refuse "端口 $port 已被占用。请用 --port 另选" "port $port is taken. Choose another with --port"
fi

# ---------------------------------------------------------------- install

say '正在安装…' 'Installing…'
umask 022
if ! getent group "$user" >/dev/null; then groupadd --system "$user"; fi
if ! getent passwd "$user" >/dev/null; then
  nologin=/usr/sbin/nologin
  [ -x "$nologin" ] || nologin=/sbin/nologin
  useradd --system --gid "$user" --no-create-home --home-dir "$data" --shell "$nologin" "$user"
fi

if [ ! -d "$prefix/$version" ]; then
  mkdir -p -- "$prefix"
  rm -rf -- "$prefix/$version.new"
  cp -RP -- "$here" "$prefix/$version.new"
  chown -R root:root "$prefix/$version.new"
  chmod -R u=rwX,go=rX "$prefix/$version.new"
  mv -- "$prefix/$version.new" "$prefix/$version"
fi
chmod 755 "$prefix"
ln -sfn "$version" "$prefix/current"

mkdir -p -- "$data" "$settings"
chown "$user:$user" "$data"
chmod 700 "$data"
chown "root:$user" "$settings"
chmod 750 "$settings"

if [ ! -e "$config" ]; then
  umask 077
  host=0.0.0.0
  [ "$https" = yes ] || host=localhost
  {
    printf '# %s\n' "$(words '明察的设置：一行一个，名称=值。说明见 docs/operations.md' 'Settings of Mingcha, NAME=value, one a line; see docs/operations.md')"
    printf 'MINGCHA_DATA=%s\nMINGCHA_DEMO=no\nMINGCHA_HOST=%s\nPORT=%s\n' "$data" "$host" "$port"
    [ -z "$database" ] || printf 'DATABASE_URL=%s\n' "$database"
    [ -z "$second" ] || printf 'MINGCHA_BACKUP_SECOND=%s\n' "$second"
  } >"$config.new"
  chown "$user:$user" "$config.new"
  chmod 600 "$config.new"
  mv -- "$config.new" "$config"
  umask 022
fi

{
  printf '# %s\n' 'Written by install.sh; read by bin/mingcha.'
  for one in user service config data units bins; do
    eval "value=\$$one"
    printf '%s=%s\n' "$one" "$(quoted "$value")"
  done
} >"$prefix/installation.new"
chmod 644 "$prefix/installation.new"
mv -- "$prefix/installation.new" "$prefix/installation"
mkdir -p -- "$bins"
ln -sfn "$prefix/current/bin/mingcha" "$bins/mingcha"

writable=''
if [ -n "$second" ] && [ -d "$second" ]; then writable=" \"$(for_unit "$second")\""; fi
capabilities=''
if [ "$port" -lt 1024 ]; then capabilities=CAP_NET_BIND_SERVICE; fi
homes=yes
case "$prefix/$data/$second/" in */home/* | */root/*) homes=no ;; esac
mkdir -p -- "$units"
# Where the second place changes later: systemctl edit mingcha, ReadWritePaths=.
if [ ! -e "$units/$service.service" ] || [ -z "$installed" ]; then
  sed -e "s|@USER@|$user|g" -e "s|@PREFIX@|$(for_unit "$prefix")|g" -e "s|@DATA@|$(for_unit "$data")|g" \
    -e "s|@WRITABLE@|$writable|" -e "s|@CAPABILITIES@|$capabilities|g" -e "s|@HOMES@|$homes|" \
    "$prefix/current/packaging/mingcha.service" >"$units/$service.service"
fi
chmod 644 "$units/$service.service"

if [ "$https" = yes ]; then
  set --
  for name in $names; do set -- "$@" --name "$name"; done
  "$prefix/current/bin/mingcha" cert init --if-absent "$@"
fi

if [ "$start" = no ]; then
  say "已安装明察 $version，没有启动。启动：mingcha start" "Mingcha $version is installed and not started. Start it: mingcha start"
  exit 0
fi
systemctl daemon-reload
systemctl enable --quiet "$service.service"
say '正在启动，第一次要建立数据库，约一分钟…' 'Starting; the first time the database is made, which takes about a minute…'
"$prefix/current/bin/mingcha" start
scheme=https
[ "$https" = yes ] || scheme=http
for name in $names; do say "打开：$scheme://$name:$port/" "Open: $scheme://$name:$port/"; done
if [ "$https" = yes ]; then
  say "手机和电脑先安装证书：https://名称:$port/install-certificate" "Phones and computers first install the certificate: https://NAME:$port/install-certificate"
fi
journalctl -u "$service.service" -o cat --no-pager 2>/dev/null | grep -a -e '设置码' -e 'set-up code' | tail -n 1 || true
say "已安装明察 $version。体检：mingcha doctor" "Mingcha $version is installed. Examine it: mingcha doctor"
