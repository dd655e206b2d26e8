using StreamEngine.Data;
using StreamEngine.Replay;
using StreamEngine.Replay.Playing;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

/// <summary>What is played when, under commands, by a clock that the test moves.</summary>
public sealed class PlaybackTests : IDisposable
{
    private const long Second = 1_000_000_000;

    private static readonly Schema Rows = new(null, [new Field("ts", ColumnType.Timestamp), new Field("symbol", ColumnType.Symbol), new Field("n", ColumnType.Int64)]);

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rows_KeepTheirSpacingAtAnySpeed()
    {
        await using var play = await Play([Times(0, 1, 1, 4)], new PlaybackOptions { Speed = new PlaySpeed(2) });
        play.Playback.EndCommands();

        await play.Until(5000);

        Assert.Equal(["1@0", "2@500", "3@500", "4@2000"], play.Seen);
        Assert.True(play.IsOver);
    }

    [Fact]
    public async Task Pause_StandsStill_AndResumeGoesOnWhereItStood()
    {
        await using var play = await Play([Times(0, 1, 2, 3)], new PlaybackOptions { Speed = new PlaySpeed(1) });

        await play.Until(1400);
        Assert.Equal("paused", (await play.Do(new PlayCommand(PlayVerb.Pause))).State.Status);
        await play.Until(9000);
        Assert.Equal(["1@0", "2@1000"], play.Seen);
        await play.Do(new PlayCommand(PlayVerb.Resume)); // 0.6 s were left of the gap
        await play.Until(20_000);

        Assert.Equal(["1@0", "2@1000", "3@9600", "4@10600"], play.Seen);
    }

    [Fact]
    public async Task Speed_ChangesFromThereOn()
    {
        await using var play = await Play([Times(0, 1, 2, 3)], new PlaybackOptions { Speed = new PlaySpeed(1) });

        await play.Until(500);
        Assert.Equal(new PlaySpeed(2), (await play.Do(new PlayCommand(PlayVerb.Faster))).State.Speed);
        await play.Until(750);
        await play.Do(new PlayCommand(PlayVerb.Speed, Speed: new PlaySpeed(0.5)));
        await play.Until(20_000);

        Assert.Equal(["1@0", "2@750", "3@2750", "4@4750"], play.Seen);
    }

    [Fact]
    public async Task Step_PutsOutRowsOrTime()
    {
        await using var play = await Play([Times(0, 1, 1, 2, 5, 6)], new PlaybackOptions { Speed = new PlaySpeed(1), IsPaused = true });

        Assert.Equal(new PlayState("paused", 1, 0, new PlaySpeed(1), false), (await play.Do(new PlayCommand(PlayVerb.Step))).State);
        Assert.Equal(3, (await play.Do(new PlayCommand(PlayVerb.Step, Rows: 2))).State.Row);
        Assert.Equal(4, (await play.Do(new PlayCommand(PlayVerb.Step, Ns: 2 * Second))).State.Row); // to second 3
        Assert.Equal(4, (await play.Do(new PlayCommand(PlayVerb.Step, Ns: Second))).State.Row); // to second 4
        Assert.Equal(5, (await play.Do(new PlayCommand(PlayVerb.Step, Ns: Second))).State.Row); // the row of second 5 itself
        Assert.Equal(("ended", 6), ((await play.Do(new PlayCommand(PlayVerb.Step, Rows: 9))).State is var end ? (end.Status, (int)end.Row) : default));
        Assert.Equal(["1@0", "2@0", "3@0", "4@0", "5@0", "6@0"], play.Seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Seek_GoesToRowOrTime(bool asText)
    {
        await using var play = await Play([Times(0, 1, 1, 2, 5, 6)], new PlaybackOptions { Speed = new PlaySpeed(1), IsPaused = true }, asText);

        await play.Do(new PlayCommand(PlayVerb.Seek, Rows: 4));
        Assert.Equal(4, (await play.Do(new PlayCommand(PlayVerb.Step))).State.Row);
        await play.Do(new PlayCommand(PlayVerb.Seek, Ns: Second));
        Assert.Equal(2, (await play.Do(new PlayCommand(PlayVerb.Step))).State.Row);
        await play.Do(new PlayCommand(PlayVerb.Skip, Ns: (3 * Second) + 1)); // from second 1, to the row of second 5
        Assert.Equal(5, (await play.Do(new PlayCommand(PlayVerb.Step))).State.Row);
        await play.Do(new PlayCommand(PlayVerb.Skip, Ns: -99 * Second));
        Assert.Equal(1, (await play.Do(new PlayCommand(PlayVerb.Step))).State.Row);
        Assert.Equal("ended", (await play.Do(new PlayCommand(PlayVerb.Seek, Ns: 7 * Second))).State.Status);
        Assert.Equal(["4@0", "2@0", "5@0", "1@0"], play.Seen);
    }

    [Fact]
    public async Task ManyFiles_AreMergedByTimeThenByTheirOrder()
    {
        await using var play = await Play([[(1, "B", 11), (2, "B", 12), (2, "B", 13)], [(0, "A", 21), (2, "A", 22), (3, "A", 23)]], new PlaybackOptions());
        play.Playback.EndCommands();

        await play.Until(0);

        Assert.Equal([21, 11, 12, 13, 22, 23], play.Numbers);
    }

    [Fact]
    public async Task SeekToARowOfManyFiles_CountsInTheOrderOfPlaying()
    {
        await using var play = await Play([[(1, "B", 11), (2, "B", 12), (2, "B", 13)], [(0, "A", 21), (2, "A", 22), (3, "A", 23)]], new PlaybackOptions { IsPaused = true });

        await play.Do(new PlayCommand(PlayVerb.Seek, Rows: 4));
        await play.Do(new PlayCommand(PlayVerb.Step, Rows: 2));

        Assert.Equal([13, 22], play.Numbers);
    }

    [Fact]
    public async Task Loop_BeginsAgain_WithTheSpacing()
    {
        await using var play = await Play([Times(0, 1)], new PlaybackOptions { Speed = new PlaySpeed(1), Loops = true });

        await play.Until(2500);
        await play.Do(new PlayCommand(PlayVerb.Loop, On: false));
        await play.Until(9000);

        Assert.Equal(["1@0", "2@1000", "1@1000", "2@2000", "1@2000", "2@3000"], play.Seen);
        Assert.False(play.IsOver); // it waits for commands
        await play.Do(new PlayCommand(PlayVerb.Stop));
        Assert.Equal("the playing has ended", (await play.Do(new PlayCommand(PlayVerb.State))).Error);
    }

    [Fact]
    public async Task RangeAndSymbols_LeaveRowsOut()
    {
        await using var play = await Play([[(0, "A", 1), (1, "B", 2), (2, "A", 3), (3, "C", 4), (4, "A", 5)]], new PlaybackOptions(), range: new TimeRange(Second, 4 * Second), symbols: ["A", "C"]);
        play.Playback.EndCommands();

        await play.Until(5000);

        Assert.Equal([3, 4], play.Numbers);
    }

    [Fact]
    public async Task NobodyLeftToResume_PlaysToTheEnd()
    {
        await using var play = await Play([Times(0, 1)], new PlaybackOptions { Speed = new PlaySpeed(1), IsPaused = true });

        play.Playback.EndCommands();
        await play.Until(2000);

        Assert.Equal(["1@0", "2@1000"], play.Seen);
    }

    [Fact]
    public async Task WhatCannotRunBack_RefusesToSeekBackAndToLoop()
    {
        await using var play = await Play([Times(0, 1, 2)], new PlaybackOptions { IsPaused = true }, mayRunBack: false);

        await play.Do(new PlayCommand(PlayVerb.Step, Rows: 2));
        Assert.Equal("what rows are given to does not run back in stream time: seek behind the row that was put out last", (await play.Do(new PlayCommand(PlayVerb.Seek, Rows: 1))).Error);
        Assert.Equal("what rows are given to does not run back in stream time: it cannot loop", (await play.Do(new PlayCommand(PlayVerb.Loop))).Error);
        Assert.Null((await play.Do(new PlayCommand(PlayVerb.Seek, Rows: 3))).Error);
    }

    [Theory]
    [InlineData("""{"do":"pause"}""", PlayVerb.Pause, null, null)]
    [InlineData("""{"do":"step"}""", PlayVerb.Step, null, null)]
    [InlineData("""{"do":"step","rows":5}""", PlayVerb.Step, 5L, null)]
    [InlineData("""{"do":"step","time":"250ms"}""", PlayVerb.Step, null, 250_000_000L)]
    [InlineData("""{"do":"seek","row":7}""", PlayVerb.Seek, 7L, null)]
    [InlineData("""{"do":"seek","to":"1970-01-01T00:00:01Z"}""", PlayVerb.Seek, null, Second)]
    [InlineData("""{"do":"skip","by":"-10s"}""", PlayVerb.Skip, null, -10 * Second)]
    public void Line_IsReadAsACommand(string line, PlayVerb verb, long? rows, long? ns) => Assert.Equal(new PlayCommand(verb, rows, ns), PlayJson.Read(line, out _));

    [Theory]
    [InlineData("pause", "a command is a JSON object such as {\"do\":\"pause\"}: 'p' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 0.")]
    [InlineData("[1]", "a command is a JSON object such as {\"do\":\"pause\"}")]
    [InlineData("""{"do":"7"}""", "there is no '7' to do; there are: pause, resume, toggle, step, seek, skip, speed, faster, slower, loop, state, stop")]
    [InlineData("""{"do":"pause","now":1}""", "'pause' has no 'now'; it has: nothing")]
    [InlineData("""{"do":"seek"}""", "'seek' needs 'to' (an instant) or 'row' (from 1)")]
    [InlineData("""{"do":"seek","to":"noon"}""", "'noon' is no instant such as 2024-01-01T09:30:00Z")]
    [InlineData("""{"do":"seek","row":0}""", "rows count from 1")]
    [InlineData("""{"do":"step","time":"0s"}""", "a step goes on: 'time' must be above 0")]
    [InlineData("""{"do":"skip"}""", "'skip' needs 'by': {\"do\":\"skip\",\"by\":\"-10s\"}")]
    [InlineData("""{"do":"speed"}""", "'speed' needs 'to': {\"do\":\"speed\",\"to\":\"10x\"}")]
    [InlineData("""{"do":"speed","to":"-1"}""", "'-1' is no speed: write max, or a number above 0 such as 1, 10x or 0.1x")]
    public void LineThatIsNoCommand_IsToldWhy(string line, string problem)
    {
        Assert.Null(PlayJson.Read(line, out var why));
        Assert.Equal(problem, why);
    }

    [Theory]
    [InlineData(' ', ConsoleKey.Spacebar, PlayVerb.Toggle, null, null)]
    [InlineData('s', ConsoleKey.S, PlayVerb.Step, 1L, null)]
    [InlineData('S', ConsoleKey.S, PlayVerb.Step, null, Second)]
    [InlineData('\0', ConsoleKey.RightArrow, PlayVerb.Skip, null, 10 * Second)]
    [InlineData('\0', ConsoleKey.LeftArrow, PlayVerb.Skip, null, -10 * Second)]
    [InlineData('\0', ConsoleKey.UpArrow, PlayVerb.Faster, null, null)]
    [InlineData('q', ConsoleKey.Q, PlayVerb.Stop, null, null)]
    public void Key_IsACommand(char character, ConsoleKey key, PlayVerb verb, long? rows, long? ns) =>
        Assert.Equal(new PlayCommand(verb, rows, ns), PlayKeys.Of(new ConsoleKeyInfo(character, key, false, false, false), new PlayState("playing", 0, null, PlaySpeed.Max, false)));

    [Theory]
    [InlineData("12", 12L, null)]
    [InlineData("1,000", 1000L, null)]
    [InlineData("2024-01-01T00:00:01Z", null, 1_704_067_201_000_000_000)]
    public void WhatIsTypedToGoTo_IsARowOrAnInstant(string typed, long? row, long? ns) => Assert.Equal(new PlayCommand(PlayVerb.Seek, row, ns), PlayKeys.To(typed, out _));

    [Fact]
    public void WhatIsTypedAndIsNeither_IsTold()
    {
        Assert.Null(PlayKeys.To("soon", out var problem));
        Assert.Equal("'soon' is no row from 1 and no instant such as 2024-01-01T09:30:00Z", problem);
    }

    [Fact]
    public void AnswerToAKey_IsOneLine()
    {
        var state = new PlayState("paused", 1234, 1_704_067_200_500_000_000, new PlaySpeed(10), true);

        Assert.Equal("paused · row 1,234 · 2024-01-01T00:00:00.500000000Z · 10x · loop", PlayKeys.Text(new PlayAnswer(PlayVerb.Pause, state)));
        Assert.Equal("no", PlayKeys.Text(new PlayAnswer(PlayVerb.Seek, state, "no")));
    }

    private static (int Second, string Symbol, int N)[] Times(params int[] seconds) => [.. seconds.Select((s, i) => (s, "A", i + 1))];

    private async Task<Played> Play((int Second, string Symbol, int N)[][] files, PlaybackOptions options, bool asText = false, TimeRange? range = null, string[]? symbols = null, bool mayRunBack = true)
    {
        var recordings = new List<PlayedFile>();
        for (var i = 0; i < files.Length; i++)
        {
            var path = _folder.WriteArrow($"{i}.arrow", Rows, [.. files[i].Select(r => new object?[] { r.Second * Second, r.Symbol, (long)r.N })], perBatch: 2);
            if (asText)
            {
                Assert.Equal(0, (await Tool.Run("replay", "convert", path, path + ".csv")).ExitCode);
            }

            recordings.Add(new PlayedFile(await Recording.Open(asText ? path + ".csv" : path), 0, range ?? TimeRange.All, new HashSet<string>(symbols ?? [])));
        }

        return new Played(recordings, options with { WaitsAtEnd = true }, mayRunBack);
    }

    /// <summary>A playing under a clock that stands until it is moved.</summary>
    private sealed class Played : IPlayTarget, IAsyncDisposable
    {
        private readonly ManualClock _clock = new();
        private readonly List<(int N, int Ms)> _seen = [];
        private readonly Task _run;
        private int _flushes;

        public Played(IReadOnlyList<PlayedFile> files, PlaybackOptions options, bool mayRunBack)
        {
            MayRunBack = mayRunBack;
            Playback = new Playback(files, this, _clock, options);
            _run = Task.Run(() => Playback.Run(ReadScope.Of(new RefusedRows()), CancellationToken.None));
        }

        public bool MayRunBack { get; }

        public Playback Playback { get; }

        public bool IsOver => _run.IsCompleted;

        public IReadOnlyList<string> Seen
        {
            get
            {
                lock (_seen)
                {
                    return [.. _seen.Select(s => FormattableString.Invariant($"{s.N}@{s.Ms}"))];
                }
            }
        }

        public IReadOnlyList<int> Numbers => [.. _seen.Select(s => s.N)];

        public Task<PlayAnswer> Do(PlayCommand command) => Playback.Do(command).WaitAsync(Patience.Hang);

        /// <summary>Moves the clock to a time, ms, and lets everything happen until then.</summary>
        public async Task Until(int ms)
        {
            await Settle();
            while (_clock.Elapsed.TotalMilliseconds < ms && !IsOver)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(50));
                await Settle();
            }
        }

        public ValueTask Give(PlayedFile from, Batch rows, CancellationToken stop)
        {
            using (rows)
            {
                lock (_seen)
                {
                    for (var i = 0; i < rows.Count; i++)
                    {
                        _seen.Add(((int)(long)rows.Value("n", i)!, (int)_clock.Elapsed.TotalMilliseconds));
                    }
                }
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask Flush()
        {
            Interlocked.Increment(ref _flushes);
            return ValueTask.CompletedTask;
        }

        public async ValueTask DisposeAsync()
        {
            await Playback.Do(new PlayCommand(PlayVerb.Stop));
            await _run;
        }

        /// <summary>A command is answered between rows, so behind one everything that is due has come, and the playing waits again.</summary>
        private async Task Settle()
        {
            for (var i = 0; i < 3 && !IsOver; i++)
            {
                if ((await Playback.Do(new PlayCommand(PlayVerb.State)).WaitAsync(Patience.Hang)).Error is not null)
                {
                    await WaitForTimer();
                    return;
                }
            }

            await WaitForTimer();
        }

        /// <summary>Without commands there is only the timer to see it by.</summary>
        private async Task WaitForTimer()
        {
            for (var i = 0; i < 2000 && !IsOver && !_clock.IsAwaited; i++)
            {
                await Task.Yield();
            }
        }
    }
}
