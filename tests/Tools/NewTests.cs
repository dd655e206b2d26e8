using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

public sealed class NewTests
{
    [Fact]
    public async Task NewPipeline_ValidatesAndRunsAsItIs()
    {
        using var folder = new TemporaryFolder();

        var made = await Tool.RunIn(folder.Path, "new", "pipeline", "flows/first-flow");
        Assert.Equal(
            "written: flows/first-flow.yaml\nwritten: .streamengine/schema.json\nnext:    streamengine run flows/first-flow.yaml --until-idle\nnext:    streamengine test flows/first-flow.yaml\n",
            made.Text);
        Assert.Equal("# yaml-language-server: $schema=../.streamengine/schema.json", File.ReadLines(Path.Combine(folder.Path, "flows", "first-flow.yaml")).First());

        var validated = await Tool.RunIn(folder.Path, "validate", "flows/first-flow.yaml");
        Assert.Equal("ok: 8 nodes, 7 edges\n", validated.Text);
        var tested = await Tool.RunIn(folder.Path, "test", "flows/first-flow.yaml");
        Assert.True(tested.ExitCode == 0, tested.Text);
        var run = await Tool.RunIn(folder.Path, "run", "flows/first-flow.yaml", "--until-idle");
        Assert.True(run.ExitCode == 0, run.Text);
        Assert.True(File.Exists(Path.Combine(folder.Path, "out", "first-flow.arrow")));
    }

    [Theory]
    [InlineData("demo.yaml", 2)]
    [InlineData("profiles.yaml", 2)]
    [InlineData("book-features.yaml", 1)]
    public async Task NewTest_PassesAsItIs(string pipeline, int cases)
    {
        using var folder = new TemporaryFolder();
        File.Copy(RepositoryRoot.Combine("pipelines", pipeline), Path.Combine(folder.Path, pipeline));
        var file = pipeline.Replace(".yaml", ".test.yaml", StringComparison.Ordinal);

        var made = await Tool.RunIn(folder.Path, "new", "test", pipeline);
        var tested = await Tool.RunIn(folder.Path, "test", file);

        Assert.Equal($"written: {file}\nwritten: .streamengine/schema.json\nnext:    streamengine test {file}\n", made.Text);
        Assert.EndsWith($"{cases} passed, 0 failed\n", tested.Text, StringComparison.Ordinal);
        Assert.Equal("# yaml-language-server: $schema=./.streamengine/schema.json", File.ReadLines(Path.Combine(folder.Path, file)).First());
    }

    [Theory]
    [InlineData("absent.yaml", "there is no file 'absent.yaml'")]
    [InlineData("pipelines/demo.test.yaml", "'pipelines/demo.test.yaml' is a test file itself; name the pipeline")]
    [InlineData("pipelines/lib/book_features.yaml", "'pipelines/lib/book_features.yaml' is a template; its cases stand under 'tests' in the file itself")]
    [InlineData("pipelines/demo.yaml", "'pipelines/demo.test.yaml' is there already; nothing was written")]
    public async Task NewTest_ThatCannotBe_IsRefused(string pipeline, string message)
    {
        var made = await Tool.Run("new", "test", pipeline);

        Assert.Equal(2, made.ExitCode);
        Assert.Equal($"streamengine new test: {message}\n", made.Text);
    }

    [Fact]
    public async Task FileThatIsThere_IsNotWrittenOver()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("mine.yaml", "version: 1\n");

        var made = await Tool.RunIn(folder.Path, "new", "pipeline", "mine");

        Assert.Equal(2, made.ExitCode);
        Assert.Equal("streamengine new pipeline: 'mine.yaml' is there already; nothing was written\n", made.Text);
        Assert.Equal("version: 1\n", await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task NameThatCannotBe_IsRefused()
    {
        var made = await Tool.Run("new", "pipeline", "My_Flow");

        Assert.Equal(2, made.ExitCode);
        Assert.Equal("streamengine new pipeline: 'My_Flow' cannot name a pipeline; a name has lower-case letters, digits and '-' and starts with a letter\n", made.Text);
    }

    [Fact]
    public async Task Schema_GoesToStandardOutputOrAFile()
    {
        using var folder = new TemporaryFolder();

        var printed = Tool.Json(await Tool.Run("schema"));
        var written = await Tool.RunIn(folder.Path, "schema", "--out", "made/schema.json");

        Assert.Equal("http://json-schema.org/draft-07/schema#", printed.GetProperty("$schema").GetString());
        Assert.Matches("^made/schema.json: \\d+ verbs\n$", written.Text);
        Assert.True(File.Exists(Path.Combine(folder.Path, "made", "schema.json")));
    }
}
