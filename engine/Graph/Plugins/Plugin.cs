using System.Collections.Concurrent;
using System.Reflection;
using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>
/// An assembly of operators from outside, loaded. Before any code of it runs its contract, what it refers to and the declarations of its operators are checked. It is loaded once a process, by path, and stays.
/// Its operators run in the process with all its rights: a plug-in is trusted as the engine is. An exception of theirs ends the node and with it the run; what .NET cannot catch (a stack overflow, an exception on a
/// thread of their own) ends the process.
/// </summary>
public sealed class Plugin
{
    private static readonly ConcurrentDictionary<string, Plugin> Loaded = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    private Plugin(string path, Assembly assembly, IReadOnlyList<OperatorDescription> operators) => (Path, Assembly, Operators) = (path, assembly, operators);

    /// <summary>Absolute path of its file.</summary>
    public string Path { get; }

    /// <summary>Its operators by name.</summary>
    public IReadOnlyList<OperatorDescription> Operators { get; }

    internal Assembly Assembly { get; }

    /// <summary>Loads a plug-in; the same one for the same path.</summary>
    /// <param name="path">The assembly; relative to the working folder.</param>
    /// <exception cref="PluginRefusedException">It cannot be used; code, reason and help say why.</exception>
    public static Plugin Load(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        lock (Gate)
        {
            return Loaded.TryGetValue(full, out var known) ? known : Loaded[full] = Read(path, full);
        }
    }

    private static Plugin Read(string written, string full)
    {
        if (!File.Exists(full))
        {
            throw new PluginRefusedException(PluginErrors.NotReadable, Directory.Exists(full)
                ? $"plug-in '{written}' is a folder; name the .dll in it" : $"plug-in '{written}' does not exist");
        }

        var context = Open(written, full, out var assembly);
        CheckContract(written, assembly);
        if (context.FindMissing(assembly) is [var (missing, by), ..] all)
        {
            throw new PluginRefusedException(PluginErrors.MissingDependency,
                $"plug-in '{written}' needs {missing.Name} {missing.Version} (for {by}){(all.Count > 1 ? $" and {all.Count - 1} more" : "")}, which is not there", "copy it beside the plug-in, or use the folder that dotnet publish writes");
        }

        try
        {
            var operators = OperatorRegistry.Describe(assembly).OrderBy(o => o.Name, StringComparer.Ordinal).ToList();
            Check(written, operators);
            ErrorCodes.Register(assembly);
            return new Plugin(full, assembly, operators);
        }
        catch (Exception broken) when (broken is not PluginRefusedException)
        {
            // the plug-in's own declarations: anything can come of reading them, and all of it is the plug-in's
            var first = broken is ReflectionTypeLoadException { LoaderExceptions: [{ } loader, ..] } ? loader : broken.InnerException ?? broken;
            throw new PluginRefusedException(PluginErrors.BadOperator, $"plug-in '{written}': {first.Message.ReplaceLineEndings(" ")}", null, broken);
        }
    }

    private static PluginContext Open(string written, string full, out Assembly assembly)
    {
        try
        {
            AssemblyName.GetAssemblyName(full); // refuses what is no assembly, before anything is loaded
            var context = new PluginContext(full);
            assembly = context.LoadFromAssemblyPath(full);
            return context;
        }
        catch (BadImageFormatException)
        {
            throw new PluginRefusedException(PluginErrors.NoAssembly, $"plug-in '{written}' is no .NET assembly", "name the .dll that dotnet build writes");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new PluginRefusedException(PluginErrors.NotReadable, $"plug-in '{written}' cannot be read: {refused.Message.ReplaceLineEndings(" ")}", null, refused);
        }
    }

    private static void CheckContract(string written, Assembly assembly)
    {
        var mark = assembly.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType == typeof(StreamEnginePluginAttribute))
            ?? throw new PluginRefusedException(PluginErrors.NoPlugin, $"assembly '{written}' is no plug-in: it has no [assembly: StreamEnginePlugin(Contract = {StreamEnginePluginAttribute.Current})]",
                "add it to a source file and build again");
        var contract = mark.NamedArguments.FirstOrDefault(argument => argument.MemberName == nameof(StreamEnginePluginAttribute.Contract)).TypedValue.Value as int? ?? 0;
        if (contract != StreamEnginePluginAttribute.Current)
        {
            throw new PluginRefusedException(PluginErrors.OtherContract, $"plug-in '{written}' was written against contract {contract}; this engine has contract {StreamEnginePluginAttribute.Current}",
                contract > StreamEnginePluginAttribute.Current ? "use a newer engine, or build the plug-in against this one" : "build it against this engine");
        }
    }

    private static void Check(string written, List<OperatorDescription> operators)
    {
        if (operators.Count == 0)
        {
            throw new PluginRefusedException(PluginErrors.NoOperators, $"plug-in '{written}' has no class with [Operator(name, kind)]");
        }

        foreach (var operation in operators)
        {
            if (!PipelineNames.IsNode(operation.Name) || Attributes.Built.Contains(operation.Name) || Attributes.Later.Contains(operation.Name))
            {
                throw new PluginRefusedException(PluginErrors.BadOperator, $"plug-in '{written}': '{operation.Name}' ({operation.Type.Name}) cannot name an operator",
                    "a name has lower-case letters, digits and '_', starts with a letter, and is none of the node attributes");
            }

            OptionsDescription.Of(operation.OptionsType);
        }
    }
}
