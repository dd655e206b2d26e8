#!/usr/bin/env bash
# Obtains what the repository does not hold, from the Debian, npm and NuGet feeds configured on this machine.
#   eng/setup.sh [build|test|core|services|models|ui|all]      (default: all)
# A second run changes nothing and takes well under a second. What cannot be had is named, and the exit code is 1.
# Building needs the group `build` (7 s), which ./streamengine asks for; test.sh asks for `build` and `test`.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

deps=$PWD/.deps
ort_package=com.github.asus4.onnxruntime ort_version=0.4.9
kafka_package=@confluentinc/kafka-javascript kafka_version=1.10.1
export DEBIAN_FRONTEND=noninteractive npm_config_loglevel=error npm_config_yes=true

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

debian() { # package...
  local package missing=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  as_root apt-get update -qq
  as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

npm_members() { # package version destination tar-member...: only the wanted files of a registry tarball
  local name=$1 version=$2 destination=$3 folder archive
  shift 3
  [ ! -f "$destination/.ok-$version" ] || return 0
  rm -rf "$destination"
  mkdir -p "$destination"
  folder=$(mktemp -d)
  archive=$(cd "$folder" && npm pack --silent "$name@$version" | tail -1)
  tar xzf "$folder/$archive" -C "$destination" --strip-components=1 --wildcards "$@"
  rm -rf "$folder"
  touch "$destination/.ok-$version"
}

npm_locked() { # folder with package.json and package-lock.json
  local stamp
  stamp=$1/node_modules/.ok-$(cat "$1/package.json" "$1/package-lock.json" | sha256sum | cut -c1-16)
  [ ! -f "$stamp" ] || return 0
  (cd "$1" && npm ci --silent --ignore-scripts --no-audit --no-fund)
  touch "$stamp"
}

librdkafka() {
  local source=$deps/librdkafka-src
  [ ! -f "$deps/librdkafka/.ok-$kafka_version" ] || return 0
  debian build-essential zlib1g-dev libssl-dev libzstd-dev
  npm_members "$kafka_package" "$kafka_version" "$source" 'package/deps/librdkafka/*'
  mkdir -p "$deps/librdkafka"
  (
    cd "$source/deps/librdkafka"
    ./configure --disable-gssapi --disable-curl --disable-syslog --disable-lz4-ext >/dev/null
    make -j"$(nproc)" -C src librdkafka.so.1 >/dev/null 2>&1
    strip -o "$deps/librdkafka/librdkafka.so.1" src/librdkafka.so.1
    cp LICENSE LICENSES.txt "$deps/librdkafka/"
  )
  rm -rf "$source"
  touch "$deps/librdkafka/.ok-$kafka_version"
}

onnxruntime() {
  npm_members "$ort_package" "$ort_version" "$deps/onnxruntime" \
    'package/Runtime/*.cs' 'package/Plugins/Linux/*' 'package/LICENSE' 'package/ThirdPartyNotices.txt'
}

obtain() { # one component, in a process of its own so that `set -e` stops it at its first failing step
  case $1 in
    onnxruntime) onnxruntime ;;
    librdkafka) librdkafka ;;
    apache-arrow) npm_locked tests/js ;;
    yaml-language-server) npm_locked tests/js-editor ;;
    mcp-sdk) npm_locked tests/js-mcp ;;
    playwright-core) npm_locked tests/js-page ;;
    *) debian "$1" ;;
  esac
}

components() {
  case $1 in
    build) echo onnxruntime ;;
    test) echo apache-arrow yaml-language-server mcp-sdk playwright-core chromium-headless-shell fonts-dejavu-core docker-compose redis-server prometheus ;;
    core) echo onnxruntime librdkafka ;;
    services) echo redis-server kafkacat influxdb victoria-metrics prometheus ;;
    models) echo python3-torch python3-onnx python3-sklearn ;;
    ui) echo chromium-headless-shell fonts-dejavu-core docker-compose ;;
    all) for group in build test core services models ui; do components "$group"; done ;;
    *) return 1 ;;
  esac
}

if [ "${1:-}" = --component ]; then
  obtain "$2"
  exit
fi

group=${1:-all}
if ! wanted=$(components "$group"); then
  echo "setup: there is no group '$group'; use build, test, core, services, models, ui or all" >&2
  exit 2
fi

mkdir -p "$deps"
missing=()
for component in $wanted; do
  bash eng/setup.sh --component "$component" || missing+=("$component")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "setup: ${#missing[@]} of group '$group' cannot be had: ${missing[*]}" >&2
  exit 1
fi
