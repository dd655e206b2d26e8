using System.Text.RegularExpressions;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Project;

public sealed partial class LayoutTests
{
    private static readonly string Solution = File.ReadAllText(RepositoryRoot.Combine("StreamEngine.sln"));

    public static TheoryData<string> Projects =>
        [.. SourceFiles.Under("", ".csproj").Select(path => Path.GetRelativePath(RepositoryRoot.Path, path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_HasALockFileAndStandsInTheSolution(string project)
    {
        Assert.True(File.Exists(RepositoryRoot.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), "no packages.lock.json");
        Assert.Contains($"\"{project.Replace('/', '\\')}\"", Solution, StringComparison.Ordinal);
    }

    [Fact]
    public void Solution_IsInTheClassicFormat() =>
        Assert.StartsWith("Microsoft Visual Studio Solution File, Format Version 12.00", Solution.TrimStart('\uFEFF', '\r', '\n'), StringComparison.Ordinal);

    [Fact]
    public void NoFile_NamesAPathOfOneMachine() =>
        Assert.Empty(TextFiles().SelectMany(path => PathOfOneMachine().Matches(File.ReadAllText(path)).Select(match => $"{path}: {match.Value}")));

    [Fact]
    public void NpmLockFile_NamesNoRegistry() =>
        Assert.DoesNotContain("\"resolved\"", File.ReadAllText(RepositoryRoot.Combine("tests", "js", "package-lock.json")), StringComparison.Ordinal);

    [Fact]
    public void PathsNamedInMarkdown_Exist()
    {
        var missing =
            from page in SourceFiles.Under("", ".md")
            from Match link in LinkTarget().Matches(File.ReadAllText(page))
            let target = Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value)
            where !Path.Exists(target)
            select $"{page}: {link.Groups[1].Value}";

        Assert.Empty(missing);
    }

    private static IEnumerable<string> TextFiles() => SourceFiles.Under(
        "", ".cs", ".csproj", ".props", ".targets", ".sln", ".sh", ".py", ".js", ".mjs", ".json", ".yaml", ".yml", ".md", "streamengine", "run", "Dockerfile");

    // A home or working folder with something in it; the class keeps this line from finding itself.
    [GeneratedRegex(@"(?<![\w.])/(?:wor[k]|hom[e]|roo[t]|Use[r]s)/\w[\w./-]*")]
    private static partial Regex PathOfOneMachine();

    [GeneratedRegex(@"\]\((?!\w+:|#)([^)#\s]+)")]
    private static partial Regex LinkTarget();
}
