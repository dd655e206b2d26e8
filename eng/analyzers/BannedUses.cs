using Microsoft.CodeAnalysis;

namespace StreamEngine.Analyzers;

/// <summary>The table of banned uses. To ban one more, add a row and a case in <c>tests/Analyzers</c>.</summary>
internal static class BannedUses
{
    /// <summary>Every row.</summary>
    public static readonly BannedUse[] All =
    [
        new(Rules.WallClock, "System.DateTime", ["Now", "UtcNow", "Today"], Clock),
        new(Rules.WallClock, "System.DateTimeOffset", ["Now", "UtcNow"], Clock),
        new(Rules.WallClock, "System.Environment", ["TickCount", "TickCount64"], Clock),
        new(Rules.WallClock, "System.TimeProvider", ["System"], Clock),
        new(Rules.WallClock, "System.Diagnostics.Stopwatch", [".ctor", "StartNew", "GetTimestamp"], Clock),
        new(Rules.WallClock, "System.Diagnostics.Stopwatch", ["GetElapsedTime"], Clock, member => Parameters(member).Length == 1),

        new(Rules.Randomness, "System.Random", ["Shared"], Seed),
        new(Rules.Randomness, "System.Random", [".ctor"], Seed, member => Parameters(member).Length == 0),
        new(Rules.Randomness, "System.Security.Cryptography.RandomNumberGenerator", [], Seed),
        new(Rules.Randomness, "System.IO.Path", ["GetRandomFileName", "GetTempFileName"], "derive the name from the path it stands beside"),

        new(Rules.FreshGuid, "System.Guid", ["NewGuid", "CreateVersion7"], "derive the identifier from the input"),

        new(Rules.ForeignThread, "System.Threading.Tasks.Task", ["Run"], Scheduler),
        new(Rules.ForeignThread, "System.Threading.Tasks.TaskFactory", ["StartNew"], Scheduler, WithoutA("System.Threading.Tasks.TaskScheduler")),
        new(Rules.ForeignThread, "System.Threading.Tasks.TaskFactory`1", ["StartNew"], Scheduler, WithoutA("System.Threading.Tasks.TaskScheduler")),
        new(Rules.ForeignThread, "System.Threading.Tasks.Parallel", [], Scheduler),
        new(Rules.ForeignThread, "System.Linq.ParallelEnumerable", ["AsParallel"], Scheduler),
        new(Rules.ForeignThread, "System.Threading.ThreadPool", ["QueueUserWorkItem", "UnsafeQueueUserWorkItem"], Scheduler),
        new(Rules.ForeignThread, "System.Threading.Thread", [".ctor"], Scheduler),

        new(Rules.DataflowCredit, Dataflow, ["SendAsync", "LinkTo"], "take a credit of the edge and call Post"),
        new(Rules.DataflowCredit, Dataflow, ["BoundedCapacity"], "limit the edge by its credits in rows and bytes"),

        new(Rules.UncontrolledWait, "System.Threading.Tasks.Task", ["Delay"], Provider, WithoutA("System.TimeProvider")),
        new(Rules.UncontrolledWait, "System.Threading.Thread", ["Sleep"], "await Task.Delay with the run's TimeProvider instead"),
        new(Rules.UncontrolledWait, "System.Threading.Timer", [".ctor"], "take a timer of the run's TimeProvider instead"),
        new(Rules.UncontrolledWait, "System.Timers.Timer", [".ctor"], "take a timer of the run's TimeProvider instead"),
        new(Rules.UncontrolledWait, "System.Threading.PeriodicTimer", [".ctor"], Provider, WithoutA("System.TimeProvider")),
        new(Rules.UncontrolledWait, "System.Threading.CancellationTokenSource", [".ctor"], Provider,
            member => Parameters(member).Length > 0 && WithoutA("System.TimeProvider")(member)),
        new(Rules.UncontrolledWait, "System.Threading.CancellationTokenSource", ["CancelAfter"],
            "construct it with the delay and the run's TimeProvider instead"),

        new(Rules.ArrivalOrder, Rx, ["Merge", "Zip", "CombineLatest", "WithLatestFrom", "Amb"], "merge the inputs by stream time, rank and sequence"),
        new(Rules.ArrivalOrder, Rx, ["Timer", "Interval", "Throttle", "Sample", "Delay", "DelaySubscription", "Timeout", "Timestamp", "TimeInterval"], Timers),
        new(Rules.ArrivalOrder, RxExtra, ["ForkJoin", "Zip", "CombineLatest", "WithLatestFrom"], "merge the inputs by stream time, rank and sequence"),
        new(Rules.ArrivalOrder, Rx, ["Switch", "TakeUntil", "SkipUntil", "Buffer", "Window"], "merge the inputs by stream time, rank and sequence",
            member => member.Name is "Switch" || Parameters(member).Count(p => p.Type.Name == "IObservable") > 1),
        new(Rules.ForeignThread, Rx, ["ObserveOn", "SubscribeOn", "Start", "StartAsync", "ToAsync", "FromAsync"], Scheduler),
        new(Rules.ForeignThread, "System.Reactive.Concurrency.Scheduler", ["Default", "ThreadPool", "NewThread", "TaskPool", "Now"], Virtual),
        new(Rules.ForeignThread, "System.Reactive.Concurrency.DefaultScheduler", [], Virtual),
        new(Rules.ForeignThread, "System.Reactive.Concurrency.ThreadPoolScheduler", [], Virtual),
        new(Rules.ForeignThread, "System.Reactive.Concurrency.NewThreadScheduler", [], Virtual),
        new(Rules.ForeignThread, "System.Reactive.Concurrency.EventLoopScheduler", [], Virtual),
        new(Rules.ForeignThread, "System.Reactive.Concurrency.TaskPoolScheduler", ["Default"], Virtual),
        new(Rules.ForeignThread, Dataflow, [".ctor"], OwnOptions, member => IsBlock(member.ContainingType) && !Parameters(member).Any(p => IsBlockOptions(p.Type))),
        new(Rules.ArrivalOrder, Rx, [], Timers, member => Parameters(member).Any(IsTime)),
    ];

    private const string Clock = "take the run's TimeProvider instead";
    private const string Seed = "take a Random with the run's seed instead";
    private const string Scheduler = "schedule it on the run's TaskScheduler instead";
    private const string Provider = "pass the run's TimeProvider";
    private const string Virtual = "take a scheduler of virtual time, or the run's";
    private const string OwnOptions = "give it options with the run's TaskScheduler";
    private const string Timers = "set a timer in stream time instead";
    private const string Dataflow = "System.Threading.Tasks.Dataflow.*";
    private const string Rx = "System.Reactive.Linq.Observable";
    private const string RxExtra = "System.Reactive.Linq.ObservableEx"; // the forms that give tuples

    /// <summary>Whether a type is the options of a Dataflow block.</summary>
    public static bool IsBlockOptions(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.ToDisplayString() == "System.Threading.Tasks.Dataflow.DataflowBlockOptions")
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBlock(INamedTypeSymbol type) => type.AllInterfaces.Any(i => i.ToDisplayString() == "System.Threading.Tasks.Dataflow.IDataflowBlock");

    private static IParameterSymbol[] Parameters(ISymbol member) =>
        member is IMethodSymbol method ? [.. method.Parameters] : [];

    private static Func<ISymbol, bool> WithoutA(string type) =>
        member => !Parameters(member).Any(parameter => parameter.Type.ToDisplayString() == type);

    private static bool IsTime(IParameterSymbol parameter) => // a selector that returns a time counts too
        parameter.Type.ToDisplayString() is var type && (type.Contains("System.TimeSpan") || type.Contains("System.DateTimeOffset"));
}
