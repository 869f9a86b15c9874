#!/bin/sh
# Builds the device and its tests into the folder $1 and runs them: at -O1 and, with the suite's usual options, at -O0.
set -e
here=$(cd "$(dirname "$0")" && pwd)
out=${1:?the folder to build into}
"$here/build.sh" "$out"
mkdir -p "$out/test-objects"
cd "$here"
newest=$(find . -name '*.h' -newer "$out/software_metal_test" 2>/dev/null | head -1)
ls test/*.cpp | while read -r source; do echo "$source $out/test-objects/$(basename "$source" .cpp).o"; done > "$out/test-objects/list"
xargs -P "${SOFTWARE_METAL_JOBS:-2}" -L 1 sh -c '
    if [ ! "$2" -nt "$1" ] || [ -n "'"$newest"'" ]; then '"${CXX:-g++}"' -std=c++20 -O0 -Wall -Wextra -Wno-psabi -c "$1" -o "$2"; fi' build < "$out/test-objects/list"
"${CXX:-g++}" -o "$out/software_metal_test" $(cut -d" " -f2 "$out/test-objects/list") -L"$out" -lsoftwaremetal -Wl,-rpath,"$out" -lpthread
cache=$(mktemp -d)
trap 'rm -rf "$cache"' EXIT
for optimize in 1 0; do
    echo "kernels at -O$optimize"
    SOFTWARE_METAL_OPTIMIZE=$optimize SOFTWARE_METAL_CACHE=$cache "$out/software_metal_test" "$here/test/samples" 2> "$out/misuses.log"
done
