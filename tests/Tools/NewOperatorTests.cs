using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

/// <summary>What <c>new operator</c> writes, built by the SDK in a folder outside the repository.</summary>
public sealed class NewOperatorTests
{
    [Fact]
    public async Task NewOperator_BuildsKeepsItsPromisesPassesItsTestAndRuns()
    {
        using var folder = new TemporaryFolder();

        var made = await Tool.RunIn(folder.Path, "new", "operator", "desk_change", "--dir", "src/desk");
        Assert.Equal(
            """
            written: src/desk/desk_change.csproj
            written: src/desk/DeskChange.cs
            written: src/desk/desk_change.yaml
            written: .streamengine/schema.json
            next:    dotnet build src/desk -c Release
            next:    streamengine ops --check --plugin src/desk/bin/Release/net10.0/desk_change.dll
            next:    streamengine test src/desk/desk_change.yaml
            next:    streamengine run src/desk/desk_change.yaml --until-idle
            next:    streamengine schema --plugin src/desk/bin/Release/net10.0/desk_change.dll --out .streamengine/schema.json

            """,
            made.Text);

        var built = await ChildProcess.Run("dotnet", ["build", "src/desk", "-c", "Release", "--nologo", "-p:UseSharedCompilation=false", "-nodeReuse:false"], Patience.Hang, folder.Path);
        Assert.True(built.ExitCode == 0, built.Text);
        Assert.Contains("0 Warning(s)", built.Output, StringComparison.Ordinal);

        var plugin = "src/desk/bin/Release/net10.0/desk_change.dll";
        Assert.Equal("desk_change  ok: 8 of 8 promises kept on 1 example\n", (await Tool.RunIn(folder.Path, "ops", "--check", "--plugin", plugin)).Text);
        Assert.EndsWith("\n1 passed, 0 failed\n", (await Tool.RunIn(folder.Path, "test", "src/desk/desk_change.yaml")).Text, StringComparison.Ordinal);
        var run = await Tool.RunIn(folder.Path, "run", "src/desk/desk_change.yaml", "--until-idle");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("ok: 3 nodes, 2 edges\n", (await Tool.RunIn(folder.Path, "validate", "src/desk/desk_change.yaml")).Text);
        var schema = await Tool.RunIn(folder.Path, "schema", "--plugin", plugin);
        Assert.Contains("Change of a column over the last rows.", schema.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Desk", "streamengine new operator: 'Desk' cannot name an operator; a name has lower-case letters, digits and '_', starts with a letter, and is none of the node attributes\n")]
    [InlineData("where", "streamengine new operator: 'where' cannot name an operator; a name has lower-case letters, digits and '_', starts with a letter, and is none of the node attributes\n")]
    [InlineData("ewma", "streamengine new operator: there is an operator 'ewma' already; `streamengine ops ewma` shows it\n")]
    public async Task NameThatCannotBe_IsRefused(string name, string message)
    {
        using var folder = new TemporaryFolder();

        var made = await Tool.RunIn(folder.Path, "new", "operator", name);

        Assert.Equal((2, message), (made.ExitCode, made.Text));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
