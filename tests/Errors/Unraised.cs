namespace StreamEngine.Tests.Errors;

/// <summary>The codes that no input raises, each with the reason and the test that covers it.</summary>
internal static class Unraised
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["SE3014"] = "no shipped operator is an execution sink yet: RiskRuleTests",
        ["SE3022"] = "no shipped operator answers yet: FeedbackTests",
        ["SE3023"] = "no shipped operator answers yet: FeedbackTests",
        ["SE9702"] = "it takes a Redis server: RedisStreamSinkTests.KeyThatHoldsSomethingElse_IsRefusedAtOnce",
        ["SE9703"] = "it takes a server that lies: RedisClientTests.ServerThatLies_IsLeftAndTriedAgain",
        ["SE9704"] = "it takes a Redis server: RedisStreamSourceTests.EntryWithoutEventThatNobodyReads_StopsTheRun",
        ["SE9705"] = "it takes a Redis server: RedisStreamSourceTests.EntriesRemovedBeforeTheyWereRead_AreCounted",
        ["SE9801"] = "only an operator that throws raises it: FixtureTests.OperatorThatThrows_IsTold",
        ["SE9901"] = "only an operator that loses rows raises it: FixtureTests.RowsWithoutFate_AreTold",
        ["SE9902"] = "only a bug in the engine raises it: FixtureTests.UnknownException_IsTold",
    };
}
