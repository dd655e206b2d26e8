using StreamEngine.Runtime;

namespace StreamEngine.Bench.Workloads.Scores;

/// <summary>W9: an order book, sixteen features of it, a model that ships, and a threshold; beside the same by hand, and the model's node alone beside the bare session.</summary>
internal sealed class ScoreWorkload : Workload
{
    private const double Sure = 0.1;
    private const string Hand = "hand, book, features, session";
    private const string Node = "engine, onnx alone";
    private const string Session = "bare session";

    private static readonly int Width = ScoredRows.Names.Length;
    private static readonly string Model = Path.Combine(AppContext.BaseDirectory, "models", "book-move.onnx");

    /// <inheritdoc/>
    public override string Name => "w9";

    /// <inheritdoc/>
    public override string What => "book → sixteen features → onnx → threshold";

    /// <inheritdoc/>
    public override string Unit => "scores";

    /// <inheritdoc/>
    public override string Definition => "Level changes in memory to an order book, sixteen features of it after every message, the perceptron models/book-move.onnx over them, and the rows it is sure of; time, mid and score of those are read. By hand: sorted arrays, sums that slide, "
        + "and ONNX Runtime called with 64 rows at a time into bound arrays. `" + Node + "`: the same features in memory, the operator, and the scores read; against the bare session, which finds them as the model takes them and is called with as many rows. "
        + "A ratio of 0.83 is an overhead of 20 %";

    /// <inheritdoc/>
    public override int FullRows => 1_000_000;

    /// <inheritdoc/>
    protected override async ValueTask<Arena> Prepare(int rows, Arguments arguments)
    {
        var options = Pipelines.New();
        var input = await LevelChanges.Simulated(rows, options);
        HeldSource.Hold("w9", input.Batches);
        var scored = SixteenReference.Of(input);
        scored.Hold("w9-model", options);
        var session = new BareSession(Model, Width); // for all rounds: the operator's, too, is loaded outside the time
        var scores = scored.Scores(session);
        var (signals, all) = (Signals(scored, scores), All(scores));
        var count = scored.Count;
        return new Arena(
            $"{input.What}; {Figures.Count(input.Changes.Length)} changes, {Figures.Count(signals.Rows)} scores above {Sure}",
            count,
            [
                PipelineContender.Of(Name, count, signals, options, "engine", ("model", Model)),
                Contender.Loop(Hand, Role.Hand, count, signals, () => ByHand(input, session)),
                PipelineContender.Of("w9-model", count, all, options, Node, ("model", Model)),
                Contender.Loop(Session, Role.Limit, count, all, () => Alone(scored, session)),
            ],
            [new Goal("engine", Hand, 1 / 1.2), new Goal(Node, Session, 1 / 1.2)])
        {
            Rates = [new RateGoal("engine", 500e3)],
        };
    }

    private static Answer ByHand(LevelChanges input, BareSession session)
    {
        var hand = new HandSixteen(input);
        var sums = new ulong[3];
        var (times, mids) = (new long[BareSession.Rows], new double[BareSession.Rows]);
        var features = session.Features;
        var (count, rows) = (0, 0L);
        foreach (ref readonly var change in input.Changes.AsSpan())
        {
            if (!hand.Take(change, features.Slice(count * Width, Width), out var mid))
            {
                continue;
            }

            (times[count], mids[count]) = (change.Ts, mid);
            if (++count == BareSession.Rows)
            {
                rows += Read(session.Run(), times, mids, sums);
                count = 0;
            }
        }

        rows += Read(session.Run()[..count], times, mids, sums);
        return new Answer(rows, Digest.Mix(sums));
    }

    private static int Read(ReadOnlySpan<float> scores, long[] times, double[] mids, ulong[] sums)
    {
        var sure = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (Math.Abs((double)scores[i]) > Sure)
            {
                sure++;
                sums[0] += (ulong)times[i];
                sums[1] += BitConverter.DoubleToUInt64Bits(mids[i]);
                sums[2] += BitConverter.SingleToUInt32Bits(scores[i]);
            }
        }

        return sure;
    }

    /// <summary>The session alone: features stand ready in single precision, scores are added up.</summary>
    private static Answer Alone(ScoredRows scored, BareSession session)
    {
        var sum = 0UL;
        for (var row = 0; row < scored.Count; row += BareSession.Rows)
        {
            var count = Math.Min(BareSession.Rows, scored.Count - row);
            scored.Tensors.AsSpan(row * Width, count * Width).CopyTo(session.Features);
            foreach (var score in session.Run()[..count])
            {
                sum += BitConverter.SingleToUInt32Bits(score);
            }
        }

        return new Answer(scored.Count, Digest.Mix(sum));
    }

    private static Answer Signals(ScoredRows scored, float[] scores)
    {
        var sure = Enumerable.Range(0, scored.Count).Where(i => Math.Abs((double)scores[i]) > Sure).ToList();
        var sums = new ulong[3];
        foreach (var i in sure)
        {
            sums[0] += (ulong)scored.Ts[i];
            sums[1] += BitConverter.DoubleToUInt64Bits(scored.Mids[i]);
            sums[2] += BitConverter.SingleToUInt32Bits(scores[i]);
        }

        return new Answer(sure.Count, Digest.Mix(sums));
    }

    private static Answer All(float[] scores)
    {
        var sum = 0UL;
        foreach (var score in scores)
        {
            sum += BitConverter.SingleToUInt32Bits(score);
        }

        return new Answer(scores.Length, Digest.Mix(sum));
    }
}
