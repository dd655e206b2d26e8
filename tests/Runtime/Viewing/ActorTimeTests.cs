using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Runtime.Viewing;

/// <summary>Where the time of actors and stages goes, on a clock that is moved by hand.</summary>
public sealed class ActorTimeTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void States_ShareAllOfTheTime_TheOpenOneIncluded()
    {
        var time = new ActorTime(_clock);
        Advance(5);
        time.Enter(ActorState.Busy);
        Advance(3);
        time.Enter(ActorState.BackPressured);
        Advance(2);
        time.Enter(ActorState.Busy);
        Advance(1);
        Assert.Equal(new TimeShares(4_000_000, 5_000_000, 2_000_000), time.Read());
        Assert.Equal(11_000_000, time.Read().Total);
    }

    [Fact]
    public void StageThatCallsAnother_IsNotChargedForIt()
    {
        var clock = new StageClock(_clock);
        var (first, second) = (clock.NewStage(1), clock.NewStage(2));
        var outer = clock.Enter(first);
        Advance(1);
        var within = clock.Enter(second);
        Advance(6);
        clock.Leave(within);
        Advance(2);
        clock.Leave(outer);
        Advance(9); // nobody's
        Assert.Equal((3_000_000, 3_000_000), (first.BusyNs, second.BusyNs)); // the second is shared by two nodes: 6 ms, 3 each
        Assert.Equal((1, 3_000_000, 1, 3_000_000), (first.Steps.Count, first.Steps.Max, second.Steps.Count, second.Steps.Max));
    }

    [Fact]
    public async Task ReaderBesideAWriter_NeverSeesTimeGoBack()
    {
        var time = new ActorTime(TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                time.Enter((ActorState)(i % 3));
            }
        });
        var last = default(TimeShares);
        for (var i = 0; i < 20_000; i++)
        {
            var now = time.Read();
            Assert.True(now.Total >= last.Total && now.Busy >= last.Busy && now.Idle >= last.Idle && now.BackPressured >= last.BackPressured, $"{last} then {now}");
            last = now;
        }

        await stop.CancelAsync();
        await writer;
    }

    private void Advance(int milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
