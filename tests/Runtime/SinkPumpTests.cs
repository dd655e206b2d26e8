using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Runtime;

/// <summary>A sink whose edge is worked off by the producer's thread and by its own loop in turn: one write at a time, in order, all of them.</summary>
public sealed class SinkPumpTests
{
    private static readonly Schema Numbers = new(null, [new("x", ColumnType.Int64)]);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void WritesThatEndLater_AreInOrderAndNeverTwoAtOnce(int laterEach)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var scheduler = new SeededScheduler(seed);
            var coin = new Random(seed);
            var sink = new UnevenSink(laterEach, failsAt: -1);
            var written = scheduler.RunToEnd(async () =>
            {
                await Drive(sink, scheduler, coin, CancellationToken.None);
                return sink.Written;
            });
            Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), written);
            Assert.False(sink.Overlapped);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void WriteThatFails_FailsTheNodeWhoeverRanIt(int laterEach)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var scheduler = new SeededScheduler(seed);
            var sink = new UnevenSink(laterEach, failsAt: 41);
            var failure = Assert.Throws<NodeFailedException>(() => scheduler.RunToEnd(async () =>
            {
                await Drive(sink, scheduler, new Random(seed), CancellationToken.None);
                return 0;
            }));
            Assert.Equal("out: the disk is full", failure.Message);
            Assert.Equal(41, sink.Written.Count);
        }
    }

    private static async Task Drive(UnevenSink sink, SeededScheduler scheduler, Random coin, CancellationToken abort)
    {
        var pool = new BufferPool(overwrite: true);
        var edge = new Edge("rows → out", Numbers, 1_000, 1 << 20, EdgePolicy.Wait, scheduler);
        var pump = new SinkPump("out", sink, edge, new NodeCounters(), true, TimeProvider.System);
        var loop = pump.Run(abort);
        for (var i = 0; i < 100 && !loop.IsCompleted; i++)
        {
            edge.Send(OneRow(i, pool));
            if (coin.Next(2) == 0)
            {
                pump.TakeTurn();
            }
            else
            {
                edge.Offer();
            }

            if (coin.Next(4) == 0)
            {
                await Task.Yield();
            }
        }

        edge.Complete();
        await loop;
    }

    private static Batch OneRow(long value, BufferPool pool)
    {
        var values = new ValueBuilder<long>(ColumnType.Int64, pool, 1);
        values.Append(value);
        var at = new ValueBuilder<long>(ColumnType.Timestamp, pool, 1);
        at.Append(value);
        return new Batch(Numbers, [values.Build()], (ValueColumn<long>)at.Build(), value, 0);
    }

    private sealed class UnevenSink(int laterEach, int failsAt) : Sink
    {
        private bool _isWriting;

        public List<long> Written { get; } = [];

        public bool Overlapped { get; private set; }

        public override void Bind(BindScope scope)
        {
        }

        public override ValueTask Open(SinkContext context, CancellationToken stop) => ValueTask.CompletedTask;

        public override async ValueTask Write(Batch rows, CancellationToken stop)
        {
            Overlapped |= _isWriting;
            _isWriting = true;
            if (Written.Count == failsAt)
            {
                throw new IOException("the disk is full");
            }

            if (Written.Count % laterEach == laterEach - 1)
            {
                await Task.Yield();
            }

            Written.AddRange(((ValueColumn<long>)rows.Column(0)).Values);
            _isWriting = false;
        }

        public override ValueTask Complete() => ValueTask.CompletedTask;

        public override ValueTask Abandon() => ValueTask.CompletedTask;
    }
}
