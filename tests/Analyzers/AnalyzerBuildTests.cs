using System.Reflection;
using System.Xml.Linq;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Analyzers;

/// <summary>The analyzer in a real build: a project that refers to it as the engine does.</summary>
public sealed class AnalyzerBuildTests
{
    private static readonly string Configuration =
        typeof(AnalyzerBuildTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    [Theory]
    [InlineData("engine/StreamEngine.Engine.csproj")]
    [InlineData("operators/StreamEngine.Operators.csproj")]
    public async Task WallClockInAProjectLikeThisOne_BreaksTheBuild(string project)
    {
        using var folder = new TemporaryFolder();
        folder.Write("Clock.cs", "namespace Tiny;\n\npublic static class Clock\n{\n    public static System.DateTime Read() => System.DateTime.UtcNow;\n}\n");
        folder.Write("Tiny.csproj", ProjectWith(AnalyzerReference(project)));

        var build = await Build(folder);

        Assert.Equal(1, build.ExitCode);
        Assert.Contains(
            "Clock.cs(5,45): error SEA0001: 'DateTime.UtcNow' reads the wall clock; take the run's TimeProvider instead",
            build.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameProjectWithoutTheClock_Builds()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Clock.cs", "namespace Tiny;\n\npublic static class Clock\n{\n    public static System.DateTime Read(System.DateTime now) => now;\n}\n");
        folder.Write("Tiny.csproj", ProjectWith(AnalyzerReference("engine/StreamEngine.Engine.csproj")));

        var build = await Build(folder);

        Assert.True(build.ExitCode == 0, build.Text);
    }

    private static XElement AnalyzerReference(string project)
    {
        var path = RepositoryRoot.Combine(project);
        var reference = new XElement(XDocument.Load(path).Descendants("ProjectReference")
            .Single(element => element.Attribute("OutputItemType")?.Value == "Analyzer"));
        reference.SetAttributeValue("Include", Path.GetFullPath(reference.Attribute("Include")!.Value, Path.GetDirectoryName(path)!));
        return reference;
    }

    private static string ProjectWith(XElement reference) => new XElement(
        "Project",
        new XAttribute("Sdk", "Microsoft.NET.Sdk"),
        new XElement("PropertyGroup", new XElement("TargetFramework", "net10.0"), new XElement("NuGetAudit", "false")),
        new XElement("ItemGroup", reference)).ToString();

    // The analyzer itself was built with these tests; building it again would write into the tree while other tests read it.
    private static Task<ChildProcess> Build(TemporaryFolder folder) => ChildProcess.Run(
        "dotnet",
        ["build", "Tiny.csproj", "-c", Configuration, "--nologo", "-v", "q", "-tl:off", "-nodeReuse:false", "-p:BuildProjectReferences=false", "-p:UseSharedCompilation=false"],
        Patience.Hang,
        folder.Path);
}
