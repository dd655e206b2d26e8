using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Project;

/// <summary>The launcher in a small repository of the same shape, whose program prints where it runs and what it was given.</summary>
public sealed class LauncherTests : IDisposable
{
    private const string Notice = "building StreamEngine (first start, about 30 s) ...\n";
    private const string Program = "System.Console.WriteLine(System.Environment.CurrentDirectory + \"|\" + string.Join('|', args));";

    private readonly TemporaryFolder _folder = new();
    private readonly string _root;
    private readonly string _elsewhere;

    public LauncherTests()
    {
        _root = Path.Combine(_folder.Path, "a repository");
        _elsewhere = Directory.CreateDirectory(Path.Combine(_folder.Path, "some where")).FullName;
        Directory.CreateDirectory(_root);
        foreach (var name in new[] { "streamengine", "global.json", ".editorconfig" })
        {
            File.Copy(RepositoryRoot.Combine(name), Path.Combine(_root, name));
        }

        foreach (var name in new[] { "engine", "operators", "eng/analyzers", "eng/onnxruntime" })
        {
            Directory.CreateDirectory(Path.Combine(_root, name));
        }

        File.Copy(RepositoryRoot.Combine("eng", "setup.sh"), Path.Combine(_root, "eng", "setup.sh")); // for its permission to be run; its text is replaced
        Write("eng/setup.sh", "#!/bin/sh\necho \"obtained $*\" >>\"$(dirname \"$0\")/../obtained\"\n");
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write(
            "tools/streamengine/Tiny.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>
            <AssemblyName>streamengine</AssemblyName><UseAppHost>false</UseAppHost><NuGetAudit>false</NuGetAudit></PropertyGroup></Project>
            """);
        Write("tools/streamengine/Program.cs", Program);
    }

    [Fact]
    public async Task SourcesChange_AreBuiltOnceAndArgumentsAndFolderReachTheProgram()
    {
        var both = await Task.WhenAll(Launch("demo", "two words"), Launch("demo", "two words")); // the second waits for the first
        Assert.All(both, launch => Assert.Equal((0, $"{_elsewhere}|demo|two words\n"), (launch.ExitCode, launch.Output)));
        Assert.Equal([Notice], both.Select(launch => launch.Error).Where(text => text.Length > 0));

        Assert.Equal("obtained build\n", await File.ReadAllTextAsync(Path.Combine(_root, "obtained")));

        var second = await Launch("--set", "a=*");
        Assert.Equal((0, $"{_elsewhere}|--set|a=*\n", ""), (second.ExitCode, second.Output, second.Error));

        Write("tools/streamengine/Program.cs", "return 7;");
        var edited = await Launch();
        Assert.Equal((7, "", Notice), (edited.ExitCode, edited.Output, edited.Error));

        Write("tools/streamengine/Program.cs", "return seven;");
        var broken = await Launch();
        Assert.Equal((70, ""), (broken.ExitCode, broken.Output));
        Assert.Contains("Program.cs(1,8): error CS0103: The name 'seven' does not exist in the current context", broken.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string text) => _folder.Write(Path.Combine("a repository", name), text);

    private Task<ChildProcess> Launch(params string[] arguments) =>
        ChildProcess.Run(Path.Combine(_root, "streamengine"), arguments, Patience.Hang, _elsewhere);
}
