#!/usr/bin/env bash
# Builds a stand-in for AWS's Lambda image out of this machine's own Node and C library, for places where the real one
# cannot be pulled: tests without a registry. `sam local` puts AWS's runtime emulator on top of either.
# Usage: stand-in-image.sh IMAGE   (for example public.ecr.aws/lambda/nodejs:24-x86_64)
set -euo pipefail

image="${1:?name of the image}"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
node="$(node -p process.execPath)"
root="$(mktemp -d)"
trap 'rm -rf "$root"' EXIT

mkdir -p "$root"/{bin,usr/bin,var/task,var/runtime,opt,tmp,etc}
chmod 1777 "$root/tmp"
echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"

copy_libraries() {
  ldd "$1" 2>/dev/null | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -Ln "$library" "$root$library" 2>/dev/null || true
  done
}

# What SAM's own Dockerfile calls while it adds the emulator and the layers.
for program in sh mv chmod cp rm; do
  cp -L "$(command -v "$program")" "$root/bin/$program"
  copy_libraries "$root/bin/$program"
done
cp -L "$node" "$root/usr/bin/node"
copy_libraries "$node"
# sharp and name lookups load these at run time, so ldd does not name them.
libc="$(ldd "$node" | grep -o '/[^ ]*/libc\.so\.6')"
for name in libresolv.so.2 libnss_dns.so.2 libnss_files.so.2 librt.so.1 libpthread.so.0 libdl.so.2; do
  library="$(dirname "$libc")/$name"
  if [[ -e "$library" ]]; then cp -L "$library" "$root$library"; fi
done
# Plain Node finds the modules of a layer by this; AWS's runtime by NODE_PATH.
ln -s /opt/nodejs/node_modules "$root/node_modules"

cp "$here/stand-in-runtime.cjs" "$root/var/runtime/runtime.cjs"
cat >"$root/var/runtime/bootstrap" <<'BOOTSTRAP'
#!/bin/sh
export NODE_PATH=/opt/nodejs/node24/node_modules:/opt/nodejs/node_modules
export LAMBDA_TASK_ROOT=/var/task
exec /usr/bin/node /var/runtime/runtime.cjs
BOOTSTRAP
chmod +x "$root/var/runtime/bootstrap"

tar -C "$root" -c . | docker import --change 'WORKDIR /var/task' - "$image" >/dev/null
echo "$image (stand-in, $(du -sh "$root" | cut -f1))"
