#!/bin/sh
# Builds libsoftwaremetal.so, with the shim beside it, into the folder $1. Needs g++ 12 or newer.
set -e
here=$(cd "$(dirname "$0")" && pwd)
out=${1:?the folder to build into}
mkdir -p "$out/objects" "$out/shim"
cp -R "$here/shim/." "$out/shim/"
flags="-std=c++20 -O2 -g1 -fPIC -fvisibility=hidden -Wall -Wextra -Wno-psabi"
cd "$here"
ls objc/*.cpp foundation/*.cpp metal/*.cpp front/*.cpp build/*.cpp exec/*.cpp | while read -r source; do
    object="$out/objects/$(echo "$source" | tr / _ | sed 's/cpp$/o/')"
    echo "$source $object"
done > "$out/objects/list"
# Every source is compiled anew if a header is newer than its object: there are few, and it takes seconds.
newest=$(find . -name '*.h' -newer "$out/libsoftwaremetal.so" 2>/dev/null | head -1)
xargs -P "${SOFTWARE_METAL_JOBS:-2}" -L 1 sh -c '
    if [ ! "$2" -nt "$1" ] || [ -n "'"$newest"'" ]; then '"${CXX:-g++} $flags"' -c "$1" -o "$2"; fi' build < "$out/objects/list"
"${CXX:-g++}" -shared -o "$out/libsoftwaremetal.so" $(cut -d" " -f2 "$out/objects/list") -Wl,-soname,libsoftwaremetal.so -Wl,-z,defs -ldl -lpthread
