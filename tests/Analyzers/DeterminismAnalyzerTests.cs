namespace StreamEngine.Tests.Analyzers;

public sealed class DeterminismAnalyzerTests
{
    private const string Usings =
        "using System; using System.Diagnostics; using System.IO; using System.Linq; using System.Security.Cryptography; using System.Threading; "
        + "using System.Threading.Tasks; using System.Threading.Tasks.Dataflow; using System.Reactive.Linq; using System.Reactive.Concurrency;";

    private const string Clock = "reads the wall clock; take the run's TimeProvider instead";
    private const string Seed = "is random without a seed; take a Random with the run's seed instead";
    private const string Guid = "differs in each run; derive the identifier from the input";
    private const string Thread = "runs on a foreign thread; schedule it on the run's TaskScheduler instead";
    private const string Credit = "completes on the thread pool; take a credit of the edge and call Post";
    private const string Waits = "waits by the wall clock; ";
    private const string Merge = "goes by arrival; merge the inputs by stream time, rank and sequence";
    private const string Timer = "goes by arrival; set a timer in stream time instead";

    [Theory]
    [InlineData("DateTime.Now", "SEA0001", "DateTime.Now", Clock)]
    [InlineData("DateTime.UtcNow", "SEA0001", "DateTime.UtcNow", Clock)]
    [InlineData("DateTime.Today", "SEA0001", "DateTime.Today", Clock)]
    [InlineData("DateTimeOffset.Now", "SEA0001", "DateTimeOffset.Now", Clock)]
    [InlineData("DateTimeOffset.UtcNow", "SEA0001", "DateTimeOffset.UtcNow", Clock)]
    [InlineData("Environment.TickCount", "SEA0001", "Environment.TickCount", Clock)]
    [InlineData("Environment.TickCount64", "SEA0001", "Environment.TickCount64", Clock)]
    [InlineData("TimeProvider.System", "SEA0001", "TimeProvider.System", Clock)]
    [InlineData("new Stopwatch()", "SEA0001", "new Stopwatch", Clock)]
    [InlineData("Stopwatch.StartNew()", "SEA0001", "Stopwatch.StartNew", Clock)]
    [InlineData("Stopwatch.GetTimestamp()", "SEA0001", "Stopwatch.GetTimestamp", Clock)]
    [InlineData("Stopwatch.GetElapsedTime(1)", "SEA0001", "Stopwatch.GetElapsedTime", Clock)]
    [InlineData("new Random()", "SEA0002", "new Random", Seed)]
    [InlineData("Random.Shared", "SEA0002", "Random.Shared", Seed)]
    [InlineData("RandomNumberGenerator.GetInt32(6)", "SEA0002", "RandomNumberGenerator.GetInt32", Seed)]
    [InlineData("RandomNumberGenerator.Create()", "SEA0002", "RandomNumberGenerator.Create", Seed)]
    [InlineData("Path.GetRandomFileName()", "SEA0002", "Path.GetRandomFileName", "is random without a seed; derive the name from the path it stands beside")]
    [InlineData("System.Guid.NewGuid()", "SEA0003", "Guid.NewGuid", Guid)]
    [InlineData("System.Guid.CreateVersion7()", "SEA0003", "Guid.CreateVersion7", Guid)]
    [InlineData("Task.Run(() => 1)", "SEA0004", "Task.Run", Thread)]
    [InlineData("Task.Factory.StartNew(() => 1)", "SEA0004", "TaskFactory.StartNew", Thread)]
    [InlineData("Task<int>.Factory.StartNew(() => 1)", "SEA0004", "TaskFactory.StartNew", Thread)]
    [InlineData("Parallel.For(0, 2, i => { })", "SEA0004", "Parallel.For", Thread)]
    [InlineData("new[] { 1 }.AsParallel()", "SEA0004", "ParallelEnumerable.AsParallel", Thread)]
    [InlineData("ThreadPool.QueueUserWorkItem(state => { })", "SEA0004", "ThreadPool.QueueUserWorkItem", Thread)]
    [InlineData("new Thread(() => { })", "SEA0004", "new Thread", Thread)]
    [InlineData("((ITargetBlock<int>)null!).SendAsync(1)", "SEA0005", "DataflowBlock.SendAsync", Credit)]
    [InlineData("((BufferBlock<int>)null!).LinkTo(null!)", "SEA0005", "DataflowBlock.LinkTo", Credit)]
    [InlineData("((BufferBlock<int>)null!).LinkTo(null!, new DataflowLinkOptions())", "SEA0005", "BufferBlock.LinkTo", Credit)]
    [InlineData("new DataflowBlockOptions { TaskScheduler = TaskScheduler.Current, BoundedCapacity = 1 }", "SEA0005", "DataflowBlockOptions.BoundedCapacity", "completes on the thread pool; limit the edge by its credits in rows and bytes")]
    [InlineData("Task.Delay(5)", "SEA0006", "Task.Delay", Waits + "pass the run's TimeProvider")]
    [InlineData("Task.Delay(TimeSpan.Zero, CancellationToken.None)", "SEA0006", "Task.Delay", Waits + "pass the run's TimeProvider")]
    [InlineData("new Timer(state => { })", "SEA0006", "new Timer", Waits + "take a timer of the run's TimeProvider instead")]
    [InlineData("new System.Timers.Timer(5)", "SEA0006", "new Timer", Waits + "take a timer of the run's TimeProvider instead")]
    [InlineData("new PeriodicTimer(TimeSpan.Zero)", "SEA0006", "new PeriodicTimer", Waits + "pass the run's TimeProvider")]
    [InlineData("new CancellationTokenSource(5)", "SEA0006", "new CancellationTokenSource", Waits + "pass the run's TimeProvider")]
    [InlineData("((IObservable<int>)null!).Merge(null!)", "SEA0007", "Observable.Merge", Merge)]
    [InlineData("((IObservable<int>)null!).Zip((IObservable<int>)null!, (a, b) => a)", "SEA0007", "Observable.Zip", Merge)]
    [InlineData("((IObservable<int>)null!).CombineLatest((IObservable<int>)null!, (a, b) => a)", "SEA0007", "Observable.CombineLatest", Merge)]
    [InlineData("((IObservable<int>)null!).WithLatestFrom((IObservable<int>)null!, (a, b) => a)", "SEA0007", "Observable.WithLatestFrom", Merge)]
    [InlineData("((IObservable<int>)null!).Amb((IObservable<int>)null!)", "SEA0007", "Observable.Amb", Merge)]
    [InlineData("((IObservable<IObservable<int>>)null!).Switch()", "SEA0007", "Observable.Switch", Merge)]
    [InlineData("((IObservable<int>)null!).TakeUntil((IObservable<int>)null!)", "SEA0007", "Observable.TakeUntil", Merge)]
    [InlineData("((IObservable<int>)null!).SkipUntil((IObservable<int>)null!)", "SEA0007", "Observable.SkipUntil", Merge)]
    [InlineData("((IObservable<int>)null!).Buffer((IObservable<int>)null!)", "SEA0007", "Observable.Buffer", Merge)]
    [InlineData("((IObservable<int>)null!).Window((IObservable<int>)null!)", "SEA0007", "Observable.Window", Merge)]
    [InlineData("ObservableEx.ForkJoin((IObservable<int>)null!, (IObservable<int>)null!)", "SEA0007", "ObservableEx.ForkJoin", Merge)]
    [InlineData("((IObservable<int>)null!).Zip((IObservable<int>)null!)", "SEA0007", "ObservableEx.Zip", Merge)]
    [InlineData("((IObservable<int>)null!).CombineLatest((IObservable<int>)null!)", "SEA0007", "ObservableEx.CombineLatest", Merge)]
    [InlineData("((IObservable<int>)null!).WithLatestFrom((IObservable<int>)null!)", "SEA0007", "ObservableEx.WithLatestFrom", Merge)]
    [InlineData("((IObservable<int>)null!).ObserveOn((IScheduler)null!)", "SEA0004", "Observable.ObserveOn", Thread)]
    [InlineData("((IObservable<int>)null!).SubscribeOn((IScheduler)null!)", "SEA0004", "Observable.SubscribeOn", Thread)]
    [InlineData("Observable.Start(() => 1)", "SEA0004", "Observable.Start", Thread)]
    [InlineData("Observable.FromAsync(() => Task.FromResult(1))", "SEA0004", "Observable.FromAsync", Thread)]
    [InlineData("Scheduler.Default", "SEA0004", "Scheduler.Default", "runs on a foreign thread; take a scheduler of virtual time, or the run's")]
    [InlineData("TaskPoolScheduler.Default", "SEA0004", "TaskPoolScheduler.Default", "runs on a foreign thread; take a scheduler of virtual time, or the run's")]
    [InlineData("NewThreadScheduler.Default", "SEA0004", "NewThreadScheduler.Default", "runs on a foreign thread; take a scheduler of virtual time, or the run's")]
    [InlineData("new EventLoopScheduler()", "SEA0004", "new EventLoopScheduler", "runs on a foreign thread; take a scheduler of virtual time, or the run's")]
    [InlineData("new ActionBlock<int>(i => { })", "SEA0004", "new ActionBlock", "runs on a foreign thread; give it options with the run's TaskScheduler")]
    [InlineData("new BufferBlock<int>()", "SEA0004", "new BufferBlock", "runs on a foreign thread; give it options with the run's TaskScheduler")]
    [InlineData("new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = 1 }", "SEA0004", "new ExecutionDataflowBlockOptions", "runs on a foreign thread; set its TaskScheduler to the run's")]
    [InlineData("Observable.Timer(TimeSpan.Zero)", "SEA0007", "Observable.Timer", Timer)]
    [InlineData("Observable.Interval(TimeSpan.Zero)", "SEA0007", "Observable.Interval", Timer)]
    [InlineData("((IObservable<int>)null!).Throttle(TimeSpan.Zero)", "SEA0007", "Observable.Throttle", Timer)]
    [InlineData("((IObservable<int>)null!).Sample(TimeSpan.Zero)", "SEA0007", "Observable.Sample", Timer)]
    [InlineData("((IObservable<int>)null!).Delay(TimeSpan.Zero)", "SEA0007", "Observable.Delay", Timer)]
    [InlineData("((IObservable<int>)null!).Timeout(TimeSpan.Zero)", "SEA0007", "Observable.Timeout", Timer)]
    [InlineData("((IObservable<int>)null!).Buffer(TimeSpan.Zero)", "SEA0007", "Observable.Buffer", Timer)]
    [InlineData("((IObservable<int>)null!).Window(TimeSpan.Zero)", "SEA0007", "Observable.Window", Timer)]
    [InlineData("((IObservable<int>)null!).Timestamp()", "SEA0007", "Observable.Timestamp", Timer)]
    [InlineData("((IObservable<int>)null!).TimeInterval()", "SEA0007", "Observable.TimeInterval", Timer)]
    [InlineData("Observable.Generate(0, i => true, i => i, i => i, i => TimeSpan.Zero)", "SEA0007", "Observable.Generate", Timer)]
    public async Task BannedUse_IsReportedWithPlaceAndMessage(string expression, string id, string member, string rest)
    {
        var report = await AnalyzedSnippet.Report($"{Usings}\nclass C\n{{\n    object F() =>\n        {expression};\n}}\n");

        // BoundedCapacity stands behind `new DataflowBlockOptions { `
        var column = id == "SEA0005" && expression.StartsWith("new", StringComparison.Ordinal) ? 9 + expression.IndexOf("Bounded", StringComparison.Ordinal) : 9;
        Assert.Equal([$"5:{column} {id} '{member}' {rest}"], report);
    }

    [Theory]
    [InlineData("Thread.Sleep(5)", "SEA0006", "Thread.Sleep", Waits + "await Task.Delay with the run's TimeProvider instead")]
    [InlineData("stop.CancelAfter(5)", "SEA0006", "CancellationTokenSource.CancelAfter", Waits + "construct it with the delay and the run's TimeProvider instead")]
    public async Task BannedStatement_IsReportedWithPlaceAndMessage(string statement, string id, string member, string rest)
    {
        var report = await AnalyzedSnippet.Report($"{Usings}\nclass C\n{{\n    void F(CancellationTokenSource stop) =>\n        {statement};\n}}\n");

        Assert.Equal([$"5:9 {id} '{member}' {rest}"], report);
    }

    [Theory]
    [InlineData("using Uhr = System.DateTime;\nclass C { object F() => Uhr.UtcNow; }", "2:25 SEA0001 'DateTime.UtcNow' " + Clock)]
    [InlineData("using static System.DateTime;\nclass C { object F() => UtcNow; }", "2:25 SEA0001 'DateTime.UtcNow' " + Clock)]
    [InlineData("using static System.Threading.Tasks.Task;\nclass C { object F() => Run(() => 1); }", "2:25 SEA0004 'Task.Run' " + Thread)]
    [InlineData("class C {\nSystem.Func<System.Guid> F() => System.Guid.NewGuid; }", "2:33 SEA0003 'Guid.NewGuid' " + Guid)]
    [InlineData("class C {\nSystem.Random F() => new(); }", "2:22 SEA0002 'new Random' " + Seed)]
    [InlineData("class C {\nlong _at = System.DateTime.UtcNow.Ticks; }", "2:12 SEA0001 'DateTime.UtcNow' " + Clock)]
    [InlineData("// <auto-generated/>\nclass C { object F() => System.DateTime.UtcNow; }", "2:25 SEA0001 'DateTime.UtcNow' " + Clock)]
    [InlineData("#pragma warning disable\nclass C { object F() => System.DateTime.UtcNow; }", "2:25 SEA0001 'DateTime.UtcNow' " + Clock)]
    public async Task BannedUseInDisguise_IsReported(string source, string expected) =>
        Assert.Equal([expected], await AnalyzedSnippet.Report(source));

    [Theory]
    [InlineData("new Random(42)")]
    [InlineData("new DateTime(2024, 8, 8)")]
    [InlineData("DateTime.UnixEpoch")]
    [InlineData("Stopwatch.GetElapsedTime(1, 2)")]
    [InlineData("((TimeProvider)null!).GetUtcNow()")]
    [InlineData("System.Guid.Parse(\"00000000-0000-0000-0000-000000000000\")")]
    [InlineData("Task.Delay(TimeSpan.Zero, (TimeProvider)null!)")]
    [InlineData("new CancellationTokenSource()")]
    [InlineData("new CancellationTokenSource(TimeSpan.Zero, (TimeProvider)null!)")]
    [InlineData("Task.Factory.StartNew(() => 1, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default)")]
    [InlineData("new ActionBlock<int>(i => { }, new ExecutionDataflowBlockOptions { TaskScheduler = TaskScheduler.Current }).Post(1)")]
    [InlineData("((IObservable<int>)null!).TakeUntil(i => i > 3)")]
    [InlineData("new HistoricalScheduler()")]
    [InlineData("((IObservable<int>)null!).Where(i => i > 0).Select(i => i).Buffer(10)")]
    [InlineData("new[] { 1 }.Zip(new[] { 2 })")]
    [InlineData("nameof(DateTime.UtcNow)")]
    [InlineData("\"DateTime.UtcNow\" /* Task.Run(() => 1) */")]
    [InlineData("new Job().Run(() => 1)")]
    [InlineData("Job.UtcNow")]
    public async Task HarmlessCode_IsNotReported(string expression) =>
        Assert.Empty(await AnalyzedSnippet.Report(
            $"{Usings}\nclass C {{ object F() => {expression}; }}\nclass Job {{ public static int UtcNow => 1; public int Run(Func<int> body) => body(); }}"));
}
