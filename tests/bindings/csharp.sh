# Sourced by the tests of the C# binding: builds it out of the source tree, for
# .NET 8, or for the SDK's own version where the reference pack of .NET 8 cannot
# be had. The caller sets `here` and has sourced need.sh.

binding=$here/../../bindings/csharp
. "$here/../dotnet.sh"
LD_LIBRARY_PATH=${top_builddir:?}/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH

# Kept between runs, and what a run of another version left is rebuilt.
artifacts=$top_builddir/bindings/csharp

# One at a time: tests that run side by side build the same folder.
net() # command of dotnet, project, option...: quiet unless it fails
{
    net_command=$1 net_project=$2
    shift 2
    mkdir -p "$artifacts"
    flock "$artifacts/lock" \
        dotnet "$net_command" "$net_project" --configuration Release \
        --artifacts-path "$artifacts" -p:VmsTrustCore="$core" \
        -p:UseSharedCompilation=false -maxcpucount:1 -nodeReuse:false \
        "$@" >"$work/log" 2>&1 || { cat "$work/log"; return 1; }
}

need_sdk()
{
    need csharp dotnet
    sdk=$(dotnet --version) || skip csharp "no .NET SDK is here"
    core=net8.0
    if ! net build "$binding/VmsTrust/VmsTrust.csproj" >"$work/first"; then
        grep -qE 'error NU1[0-9]+' "$work/first" || {
            cat "$work/first"
            exit 1
        }
        core=net${sdk%%.*}.0
        net build "$binding/VmsTrust/VmsTrust.csproj" >"$work/first" || {
            grep -qE 'error NU1[0-9]+' "$work/first" &&
                skip csharp "no NuGet packages can be had here"
            cat "$work/first"
            exit 1
        }
    fi
}
