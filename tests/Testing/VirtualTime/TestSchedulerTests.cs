using System.Reactive.Linq;
using System.Reactive.Subjects;
using StreamEngine.Testing.VirtualTime;

namespace StreamEngine.Tests.Testing.VirtualTime;

public sealed class TestSchedulerTests : ReactiveTest
{
    private readonly TestScheduler _scheduler = new();

    [Fact]
    public void HotStream_IsHeardFromTheSubscriptionOn()
    {
        var stream = _scheduler.CreateHotObservable(OnNext(150, 1), OnNext(210, 2), OnNext(500, 3), OnCompleted<int>(600), OnNext(700, 4));

        var heard = _scheduler.Start(() => stream.Select(x => x * 10));

        heard.Messages.AssertEqual(OnNext(210, 20), OnNext(500, 30), OnCompleted<int>(600));
        stream.Subscriptions.AssertEqual(Subscribe(200, 600));
        Assert.Equal(1000, _scheduler.Clock);
    }

    [Fact]
    public void ColdStream_CountsFromEachSubscription()
    {
        var stream = _scheduler.CreateColdObservable(OnNext(10, "a"), OnNext(100, "b"), OnCompleted<string>(100));
        var early = _scheduler.CreateObserver<string>();
        var late = _scheduler.CreateObserver<string>();

        stream.Subscribe(early);
        _scheduler.AdvanceTo(50);
        stream.Subscribe(late);
        _scheduler.AdvanceBy(60);

        early.Messages.AssertEqual(OnNext(10, "a"), OnNext(100, "b"), OnCompleted<string>(100));
        late.Messages.AssertEqual(OnNext(60, "a"));
        stream.Subscriptions.AssertEqual(Subscribe(0), Subscribe(50));
    }

    [Fact]
    public void UnsubscribingInTime_EndsWhatColdStreamSends()
    {
        var stream = _scheduler.CreateColdObservable(OnNext(10, 1), OnNext(20, 2));

        var heard = _scheduler.Start(() => stream, created: 0, subscribed: 5, disposed: 20);

        heard.Messages.AssertEqual(OnNext(15, 1));
        stream.Subscriptions.AssertEqual(Subscribe(5, 20));
    }

    [Fact]
    public void Failure_IsRecordedWithItsTime()
    {
        var failure = new InvalidOperationException("broken");
        var stream = _scheduler.CreateHotObservable(OnNext(300, 1), OnError<int>(301, failure));

        _scheduler.Start(() => stream).Messages.AssertEqual(OnNext(300, 1), OnError<int>(301, failure));
    }

    [Fact]
    public void DifferentMessages_AreToldBoth()
    {
        var heard = _scheduler.Start(() => _scheduler.CreateHotObservable(OnNext(300, 1)));

        var told = Assert.Throws<VirtualTimeMismatchException>(() => heard.Messages.AssertEqual(OnNext(301, 1)));

        Assert.Equal("expected: [OnNext(1)@301]\nactual:   [OnNext(1)@300]", told.Message);
    }

    [Fact]
    public void WhatIsDueAtOneTime_IsDoneInTheOrderItWasScheduled()
    {
        var done = new List<string>();
        _scheduler.ScheduleAbsolute(0, 7, (_, _) => Note("second"));
        _scheduler.ScheduleAbsolute(0, 5, (_, _) => Note("first"));
        _scheduler.ScheduleAbsolute(0, 7, (_, _) => Note("third"));
        _scheduler.Start();

        Assert.Equal(["first", "second", "third"], done);

        IDisposable Note(string what)
        {
            done.Add(what);
            return System.Reactive.Disposables.Disposable.Empty;
        }
    }

    [Fact]
    public void RxThroughTheScheduler_TakesVirtualTime()
    {
        var source = new Subject<int>();
        var heard = _scheduler.CreateObserver<int>();
        source.Delay(TimeSpan.FromTicks(100), _scheduler).Subscribe(heard);

        _scheduler.AdvanceTo(40);
        source.OnNext(1);
        _scheduler.AdvanceTo(139);
        Assert.Empty(heard.Messages);
        _scheduler.AdvanceTo(141);

        heard.Messages.AssertEqual(OnNext(140, 1));
    }
}
