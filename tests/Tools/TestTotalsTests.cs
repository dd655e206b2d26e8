using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

/// <summary>What <c>test.sh</c> says of its results: a run that failed once on another machine has to say why.</summary>
public sealed class TestTotalsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AFailedTest_IsToldWithItsMessagePlaceAndOutput()
    {
        Results(
            """
            <UnitTestResult testName="Sums" outcome="Passed" duration="00:00:00.1" />
            <UnitTestResult testName="Waits" outcome="Failed" duration="00:01:00.2">
              <Output>
                <StdOut>a line it printed</StdOut>
                <ErrorInfo><Message>Assert.Equal() Failure
            Expected: 0</Message><StackTrace>   at Waits() in Waits.cs:line 7</StackTrace></ErrorInfo>
              </Output>
            </UnitTestResult>
            """);

        Assert.Equal(
            (1, """
            failed: Waits, after 00:01:00.2
              Assert.Equal() Failure
              Expected: 0
              at Waits() in Waits.cs:line 7
              a line it printed
            3 passed, 1 failed, 0 skipped

            """),
            await Totals());
    }

    [Fact]
    public async Task ASkippedTest_IsNamed_AndTheRunFails()
    {
        Results("""<UnitTestResult testName="Sums" outcome="Passed" /><UnitTestResult testName="Rests" outcome="NotExecuted" />""");
        Assert.Equal((1, "skipped: Rests\n3 passed, 0 failed, 1 skipped\n"), await Totals());
    }

    [Fact]
    public async Task ARunThatLeftNoResult_Fails()
    {
        _folder.Write("python.json", """{"passed": 2, "failed": 0, "skipped": 0}""");
        Assert.Equal((1, "a test runner ended without a result\n2 passed, 0 failed, 0 skipped\n"), await Totals());
    }

    [Fact]
    public async Task TestsThatPassed_AreCounted()
    {
        Results("""<UnitTestResult testName="Sums" outcome="Passed" />""");
        Assert.Equal((0, "3 passed, 0 failed, 0 skipped\n"), await Totals());
    }

    private void Results(string results)
    {
        _folder.Write("xunit.trx", $"""<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>{results}</Results></TestRun>""");
        _folder.Write("python.json", """{"passed": 2, "failed": 0, "skipped": 0}""");
    }

    private async Task<(int Code, string Output)> Totals()
    {
        var done = await ChildProcess.Run("python3", [RepositoryRoot.Combine("eng", "test-totals.py"), _folder.Path], Patience.Hang);
        return (done.ExitCode, done.Output);
    }
}
