using StreamEngine.Cli;
using StreamEngine.Cli.Running;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Errors;

[Collection(WorkingFolderCollection.Name)]
public sealed class FixtureTests
{
    public static TheoryData<string> Codes => [.. Registered];

    private static IReadOnlyList<string> Registered
    {
        get
        {
            // their assemblies are loaded
            _ = PipelineRun.Registry.All.Count;
            _ = typeof(RunCodes).Assembly;
            return [.. ErrorCodes.All.Select(code => code.Code)];
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Code_HasAPageAndAFixtureThatRaisesIt(string code)
    {
        var owed = await FixtureWalk.Owed(ErrorCodes.Find(code)!, Fixture.Of(code), fixture => fixture.Run(), Environment.GetEnvironmentVariable("STREAMENGINE_BLESS") == "errors");

        Assert.True(owed is null, owed);
    }

    [Fact]
    public void Fixtures_BelongToRegisteredCodes()
    {
        Assert.Empty(Directory.EnumerateDirectories(Fixture.All).Select(folder => Path.GetFileName(folder)[..6]).Except(Registered));
    }

    [Fact]
    public async Task CodeWithoutFixture_TurnsTheWalkRed() => Assert.Equal(
        "SE9999 has no fixture: add tests/Errors/Fixtures/SE9999 (tests/Errors/README.md says how)",
        await FixtureWalk.Owed(new ErrorCode("SE9999", "planted", "planted", "planted", "planted", "planted"), Fixture.Of("SE9999"), fixture => fixture.Run()));

    [Fact]
    public async Task CodeWithoutPage_TurnsTheWalkRed() => Assert.Equal(
        "SE9999 has no whole page: title, cause, fix, example and mended text are needed",
        await FixtureWalk.Owed(new ErrorCode("SE9999", "planted", "planted", "planted", "planted", ""), [], fixture => fixture.Run()));

    [Fact]
    public async Task OtherOutput_TurnsTheWalkRed()
    {
        var owed = await FixtureWalk.Owed(ErrorCodes.Find("SE3004")!, [Fixture.Of("SE3004")[0]], _ => Task.FromResult("SE3004\n"));

        Assert.EndsWith("got:\nSE3004\n", owed);
    }

    [Fact]
    public async Task OutputWithoutTheCode_TurnsTheWalkRed() => Assert.Equal(
        "SE3004 does not appear in the output of its fixture:\nok\n",
        await FixtureWalk.Owed(ErrorCodes.Find("SE3004")!, [Fixture.Of("SE3004")[0]], _ => Task.FromResult("ok\n")));

    [Fact]
    public void OperatorThatThrows_IsTold() => Assert.Equal(
        "error SE9801: book: the key is gone",
        RunError.Of(new NodeFailedException("book", new InvalidDataException("the key\nis gone"))).Line);

    [Fact]
    public void RowsWithoutFate_AreTold()
    {
        Dictionary<string, object?>[] rows = [.. Enumerable.Range(0, 5).Select(i => new Dictionary<string, object?> { ["ts"] = (long)i, ["price"] = 1.0 })];
        var run = new PipelineRun()
            .Given("ticks", new Schema(null, [new Field("ts", ColumnType.Timestamp), new Field("price", ColumnType.Float64)]), rows)
            .Nodes("count: { from: ticks, test_planted: { bug: counts_twice } }")
            .Collect("count");

        Assert.Equal(
            "error SE9901: this is a bug in the engine: rows without a fate: count: 5 in, 6 with a fate",
            new RunReport("p.yaml", run.Try(), 0, 0).Error!.Line);
    }

    [Fact]
    public void UnknownException_IsTold() => Assert.Equal(
        "error SE9902: this is a bug in the engine: no such case (InvalidOperationException); STREAMENGINE_TRACE=1 says where",
        RunError.Of(new InvalidOperationException("no such case")).Line);
}
