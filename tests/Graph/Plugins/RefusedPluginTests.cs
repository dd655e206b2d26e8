using System.Text;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Tests.Kit;
using StreamEngine.Tests.Tools;

namespace StreamEngine.Tests.Graph.Plugins;

/// <summary>A faulty plug-in is refused with the reason, before any code of it runs.</summary>
public sealed class RefusedPluginTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string> Codes => new()
    {
        { PluginAssembly.Good.Replace("[assembly: StreamEnginePlugin(Contract = 1)]", "", StringComparison.Ordinal), "SE8303",
            "assembly 'desk.dll' is no plug-in: it has no [assembly: StreamEnginePlugin(Contract = 1)]; add it to a source file and build again" },
        { PluginAssembly.Good.Replace("Contract = 1", "Contract = 2", StringComparison.Ordinal), "SE8304",
            "plug-in 'desk.dll' was written against contract 2; this engine has contract 1; use a newer engine, or build the plug-in against this one" },
        { PluginAssembly.Good.Replace("(Contract = 1)", "", StringComparison.Ordinal), "SE8304", "plug-in 'desk.dll' was written against contract 0; this engine has contract 1; build it against this engine" },
        { PluginAssembly.Good.Replace("[Operator(\"desk_scale\", OperatorKind.Feature)]", "", StringComparison.Ordinal), "SE8306", "plug-in 'desk.dll' has no class with [Operator(name, kind)]" },
        { PluginAssembly.Good.Replace("\"desk_scale\"", "\"Desk-Scale\"", StringComparison.Ordinal), "SE8307",
            "plug-in 'desk.dll': 'Desk-Scale' (DeskScale) cannot name an operator; a name has lower-case letters, digits and '_', starts with a letter, and is none of the node attributes" },
        { PluginAssembly.Good.Replace("\"desk_scale\"", "\"where\"", StringComparison.Ordinal), "SE8307",
            "plug-in 'desk.dll': 'where' (DeskScale) cannot name an operator; a name has lower-case letters, digits and '_', starts with a letter, and is none of the node attributes" },
        { PluginAssembly.Good.Replace("OperatorKind.Feature", "OperatorKind.Source", StringComparison.Ordinal), "SE8307", "plug-in 'desk.dll': operator 'desk_scale' (DeskScale) is declared Source but is no Source" },
        { PluginAssembly.Good.Replace("class DeskScale(DeskScaleOptions options) ", "class DeskScale ", StringComparison.Ordinal).Replace("options.By", "2", StringComparison.Ordinal), "SE8307",
            "plug-in 'desk.dll': operator 'desk_scale' (DeskScale) must have one constructor that takes its options record" },
        { PluginAssembly.Good.Replace("public int By { get; init; } = 2;", "public int By { get; init; } = int.Parse(\"two\");", StringComparison.Ordinal), "SE8307",
            "plug-in 'desk.dll': The input string 'two' was not in a correct format." },
        { PluginAssembly.Good.Replace("desk_scale", "ewma", StringComparison.Ordinal), "SE8308", "plug-in 'desk.dll' has an operator 'ewma', and so has the engine; rename it in the plug-in" },
        { PluginAssembly.Good + "[ErrorFamily] public static class Own { public static readonly ErrorCode A = new(\"SE2104\", \"\", \"\", \"\", \"\"); }", "SE8307", "plug-in 'desk.dll': its error code SE2104 is taken" },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void FaultyPlugin_IsRefusedAtItsEntry(string code, string error, string message)
    {
        PluginAssembly.Compile(_folder.Path, "desk", code);

        Assert.Equal([$"desk.yaml:3:11: error {error}: {message}"], Problems("desk.dll"));
    }

    [Fact]
    public void MissingDependency_IsNamedWithWhoNeedsIt()
    {
        var library = PluginAssembly.Compile(_folder.Path, "library", "public static class Library { public static int Number => 1; }");
        var middle = PluginAssembly.Compile(_folder.Path, "middle", "public static class Middle { public static int Number => Library.Number; }", library);
        PluginAssembly.Compile(_folder.Path, "desk", PluginAssembly.Good.Replace("options.By", "Middle.Number", StringComparison.Ordinal), middle);
        File.Delete(library);

        Assert.Equal(
            ["desk.yaml:3:11: error SE8305: plug-in 'desk.dll' needs library 0.0.0.0 (for middle), which is not there; copy it beside the plug-in, or use the folder that dotnet publish writes"],
            Problems("desk.dll"));
    }

    [Fact]
    public void WrongFile_IsRefused()
    {
        _folder.Write("text.dll", "MZ, but no more");
        _folder.Write("empty.dll", "");

        Assert.Equal(["desk.yaml:3:11: error SE8302: plug-in 'text.dll' is no .NET assembly; name the .dll that dotnet build writes"], Problems("text.dll"));
        Assert.Equal(["desk.yaml:3:11: error SE8302: plug-in 'empty.dll' is no .NET assembly; name the .dll that dotnet build writes"], Problems("empty.dll"));
        Assert.Equal(["desk.yaml:3:11: error SE8301: plug-in 'none.dll' does not exist"], Problems("none.dll"));
        Assert.Equal(["desk.yaml:3:11: error SE8301: plug-in '.' is a folder; name the .dll in it"], Problems("."));
    }

    [Fact]
    public void WrongShape_IsRefusedAtItsPlace()
    {
        Assert.Equal(["desk.yaml:3:11: error SE2003: 'plugins' is a list of paths, this is a map; write plugins: [desk.dll]"], Problems("{ a: b }"));
    }

    [Fact]
    public void TwoPluginsOfOneName_AreRefused_AndOnePluginTwiceIsOne()
    {
        PluginAssembly.Compile(_folder.Path, "desk", PluginAssembly.Good);
        PluginAssembly.Compile(_folder.Path, "other", PluginAssembly.Good);

        Assert.Equal(["desk.yaml:3:21: error SE8308: plug-in 'other.dll' has an operator 'desk_scale', and so has plug-in 'desk.dll'; rename it in the plug-in"], Problems("desk.dll, other.dll"));
        Assert.Empty(Problems("desk.dll, ./desk.dll"));
    }

    [Fact]
    public async Task RefusedOnTheCommandLine_SaysSo()
    {
        PluginAssembly.Compile(_folder.Path, "desk", PluginAssembly.Good.Replace("Contract = 1", "Contract = 2", StringComparison.Ordinal));

        var done = await Tool.RunIn(_folder.Path, "ops", "--plugin", "desk.dll");

        Assert.Equal(78, done.ExitCode);
        Assert.Equal("--plugin: error SE8304: plug-in 'desk.dll' was written against contract 2; this engine has contract 1; use a newer engine, or build the plug-in against this one\n", done.Text);
    }

    private List<string> Problems(string plugins)
    {
        var problems = new Problems();
        var file = Path.Combine(_folder.Path, "desk.yaml");
        var text = $"version: 1\npipeline: desk\nplugins: [{plugins}]\nnodes:\n  a: {{ market_simulator: {{ rows: 1 }} }}\n  b: {{ from: a.trades, console: {{}} }}\n";
        PipelineFile.Bind(file, Encoding.UTF8.GetBytes(text), PipelineRun.Registry, new BindSettings(), problems);
        return [.. problems.InOrder().Select(problem => ProblemText.Line(problem).Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];
    }
}
