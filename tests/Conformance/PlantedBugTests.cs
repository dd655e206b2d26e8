using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Conformance;

/// <summary>The suite has been red: each kind of bug, planted, is found by the promise it breaks.</summary>
public sealed class PlantedBugTests
{
    private static readonly OperatorDescription Verb = PipelineRun.Registry.Find("test_planted", hasInputs: true)!;
    private static readonly OperatorDescription SourceVerb = PipelineRun.Registry.Find("test_planted_source", hasInputs: false)!;

    private readonly Suite _suite = new(PipelineRun.Registry, Verb, seed: 1);
    private readonly Suite _sources = new(PipelineRun.Registry, SourceVerb, seed: 1);

    [Fact]
    public void NoBug_IsGreen()
    {
        var example = Example(PlantedBug.None);
        _suite.RunsAndAccounts(example);
        _suite.AnyCutGivesTheSame(example);
        _suite.KeepsNoLentBatch(example);
        _suite.SaveAndLoadContinue(example);
        _suite.StateStaysBounded(example);
        _suite.StopsWhenTold(example);
        _sources.RunsAndAccounts(SourceExample("deaf: false"));
        _sources.SaveAndLoadContinue(SourceExample("deaf: false"));
        _sources.StopsWhenTold(SourceExample("deaf: false"));
    }

    [Fact]
    public void AnswerThatDependsOnTheCut_IsFound() => Red(() => _suite.AnyCutGivesTheSame(Example(PlantedBug.DependsOnTheCut)), "with batches of");

    [Fact]
    public void LostRow_IsFound() => Red(() => _suite.RunsAndAccounts(Example(PlantedBug.LosesARow)), "with a fate");

    [Fact]
    public void RowCountedTwice_IsFound() => Red(() => _suite.RunsAndAccounts(Example(PlantedBug.CountsTwice)), "with a fate");

    [Fact]
    public void KeptLentBatch_IsFound() => Red(() => _suite.KeepsNoLentBatch(Example(PlantedBug.KeepsALentBatch)), "on lent batches");

    [Fact]
    public void BatchNeverGivenBack_IsFound() => Red(() => _suite.RunsAndAccounts(Example(PlantedBug.NeverGivesBack)), "arrays were not given back");

    [Fact]
    public void ForgottenState_IsFound() => Red(() => _suite.SaveAndLoadContinue(Example(PlantedBug.ForgetsState)), "saved and loaded");

    [Fact]
    public void CodeUsedAsValue_IsFound() => Red(() => _suite.SaveAndLoadContinue(Example(PlantedBug.ComparesCodes)), "saved and loaded");

    [Fact]
    public void StateThatGrowsForever_IsFound() => Red(() => _suite.StateStaysBounded(Example(PlantedBug.GrowsForever)), "grew");

    [Fact]
    public void FrontierTooFar_IsFound() => Red(() => _sources.SaveAndLoadContinue(SourceExample("frontier_too_far: true")), "older than the frontier");

    [Fact]
    public void PositionThatRepeatsARow_IsFound() => Red(() => _sources.SaveAndLoadContinue(SourceExample("wrong_position: true")), "saved after");

    [Fact]
    public void SourceThatLosesItsTailAtOneBatchSize_IsFound() => Red(() => _sources.AnyCutGivesTheSame(SourceExample("loses_tail: true")), "rows expected");

    [Fact]
    public void SourceThatDoesNotHearTheStop_IsFound() => Red(() => _sources.StopsWhenTold(SourceExample("deaf: true")), "deadlock");

    [Fact]
    public void OptionThatTakesAnything_IsFound() => Red(() => _sources.RefusesMalformedOptions(SourceExample("deaf: false")), "'loose' was not refused");

    private static string Example(PlantedBug bug) => $"x: {{ from: trades, key: symbol, test_planted: {{ bug: {RowName(bug)} }} }}";

    private static string SourceExample(string option) => $"x: {{ test_planted_source: {{ {option} }} }}";

    private static string RowName(PlantedBug bug) => RowMember.SnakeCase(bug.ToString());

    private static void Red(Action check, string because)
    {
        var found = Record.Exception(check);
        Assert.True(found is BrokenPromiseException, $"the planted bug was not found ({found?.Message ?? "green"})");
        Assert.Contains(because, found!.Message, StringComparison.Ordinal);
    }
}
