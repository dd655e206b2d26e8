using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>SE83: plug-ins that cannot be used.</summary>
[ErrorFamily]
public static class PluginErrors
{
    public static readonly ErrorCode NotReadable = new("SE8301", "a plug-in that cannot be read",
        "There is no file of this name, it is a folder, or permission is missing.",
        "Correct the path. Under 'plugins' it is relative to the pipeline file, behind --plugin to the working folder.",
        "plugins: [desk.dll]",
        "plugins: [plugins/desk.dll]");

    public static readonly ErrorCode NoAssembly = new("SE8302", "no .NET assembly",
        "A plug-in is the .dll that `dotnet build` writes.",
        "Name the .dll under bin, not the project, a native library or an archive.",
        "plugins: [desk/desk.csproj]",
        "plugins: [desk/bin/Release/net10.0/desk.dll]");

    public static readonly ErrorCode NoPlugin = new("SE8303", "no plug-in",
        "A plug-in says which version of the operator contract it was written against.",
        "Add the line to a source file of the plug-in and build it again.",
        "public sealed class DeskMid …   // and no attribute of the assembly",
        "[assembly: StreamEngine.Graph.StreamEnginePlugin(Contract = 1)]");

    public static readonly ErrorCode OtherContract = new("SE8304", "a plug-in for another contract",
        "The plug-in was written against another version of the operator contract than this engine has.",
        "Build it against this engine, with its contract number, or use the engine it was built for.",
        "[assembly: StreamEngine.Graph.StreamEnginePlugin(Contract = 99)]",
        "[assembly: StreamEngine.Graph.StreamEnginePlugin(Contract = 1)]");

    public static readonly ErrorCode MissingDependency = new("SE8305", "a plug-in without an assembly it needs",
        "An assembly the plug-in refers to is neither beside it nor part of the engine or of .NET.",
        "Copy it beside the plug-in: `dotnet publish` writes a folder with all of them.",
        "cp desk/bin/Release/net10.0/desk.dll plugins/",
        "dotnet publish desk -o plugins/desk");

    public static readonly ErrorCode NoOperators = new("SE8306", "a plug-in without operators",
        "No public class of the assembly has the attribute [Operator].",
        "Put [Operator(name, kind)] on the operator's class and make it public.",
        "internal sealed class DeskMid …",
        "[Operator(\"desk_mid\", OperatorKind.Feature)]\npublic sealed class DeskMid …");

    public static readonly ErrorCode BadOperator = new("SE8307", "a plug-in with an operator that breaks the contract",
        "The declaration of an operator cannot be used: its name, its constructor, its base class or its options.",
        "The message names the class and what it must have.",
        "public sealed class DeskMid",
        "public sealed class DeskMid(DeskMidOptions options) : Feature<MidInput, MidAnswer>");

    public static readonly ErrorCode NameTaken = new("SE8308", "a plug-in with a name that is taken",
        "Two operators of one name could not be told apart; the same goes for error codes.",
        "Rename the operator of the plug-in, for instance with the desk's name in front.",
        "[Operator(\"mid\", OperatorKind.Feature)]",
        "[Operator(\"desk_mid\", OperatorKind.Feature)]");

    public static readonly ErrorCode Threw = new("SE8309", "an operator of a plug-in that failed while it was bound",
        "The operator threw an exception where it should have reported a problem. Nothing was run.",
        "This is a bug in the plug-in: an operator reports what is wrong with its inputs and options by scope.Report.",
        "throw new InvalidOperationException(\"no such column\");",
        "scope.Report(\"column\", \"SE3202\", \"there is no column 'x'\");");
}
