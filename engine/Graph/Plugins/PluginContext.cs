using System.Reflection;
using System.Runtime.Loader;

namespace StreamEngine.Graph;

/// <summary>
/// Where one plug-in and what it brings along are loaded, apart from other plug-ins: two may need different versions of a library. The engine and what the engine itself uses are shared, whatever lies beside the plug-in, so
/// that an operator of a plug-in is an operator.
/// </summary>
internal sealed class PluginContext(string file) : AssemblyLoadContext($"plug-in {file}")
{
    private static readonly HashSet<string> Shared =
        [.. typeof(PluginContext).Assembly.GetReferencedAssemblies().Select(name => name.Name!), typeof(PluginContext).Assembly.GetName().Name!, "StreamEngine.Operators"];

    private readonly AssemblyDependencyResolver _resolver = new(file);

    /// <summary>The plug-in's file.</summary>
    public string File => file;

    /// <summary>Names of assemblies that the plug-in, or something it brings along, refers to and that are nowhere; each with who needs it.</summary>
    public IReadOnlyList<(AssemblyName Missing, string By)> FindMissing(Assembly plugin)
    {
        var missing = new List<(AssemblyName, string)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<Assembly>([plugin]);
        while (open.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies().Where(name => seen.Add(name.FullName)))
            {
                try
                {
                    var found = LoadFromAssemblyName(name);
                    if (GetLoadContext(found) == this)
                    {
                        open.Enqueue(found);
                    }
                }
                catch (Exception lost) when (lost is IOException or BadImageFormatException)
                {
                    missing.Add((name, assembly.GetName().Name!));
                }
            }
        }

        return missing;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        !Shared.Contains(assemblyName.Name!) && _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
