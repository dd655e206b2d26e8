namespace StreamEngine.Normalizers;

/// <summary>How a venue's depth messages follow a snapshot and each other (EXCHANGES §§ 3.3, 4.3).</summary>
internal abstract class DepthRule
{
    /// <summary>Spot: ids go on without a hole.</summary>
    public static readonly DepthRule Spot = new SpotRule();

    /// <summary>Futures: ids are shared across symbols and jump; each message names the one before.</summary>
    public static readonly DepthRule Futures = new FuturesRule();

    /// <summary>Whether messages carry <c>pu</c>.</summary>
    public abstract bool HasPrevious { get; }

    /// <summary>Whether a message is all inside a snapshot.</summary>
    public abstract bool IsOld(DepthIds message, long snapshot);

    /// <summary>Whether a message that is not old can be the first behind a snapshot; if not, the snapshot is older than it.</summary>
    public abstract bool Joins(DepthIds message, long snapshot);

    /// <summary>The id a message must show to follow another.</summary>
    public abstract long Expected(long last);

    /// <summary>The id a message shows.</summary>
    public abstract long Got(DepthIds message);

    /// <summary>Whether a message follows one whose last id was <paramref name="last"/>.</summary>
    public abstract bool Follows(DepthIds message, long last);

    /// <summary>What is wrong when it does not.</summary>
    public abstract string Gap { get; }

    private sealed class SpotRule : DepthRule
    {
        public override bool HasPrevious => false;

        public override string Gap => "gap: U is above the last update id + 1";

        public override bool IsOld(DepthIds message, long snapshot) => message.Last <= snapshot;

        public override bool Joins(DepthIds message, long snapshot) => message.First <= snapshot + 1;

        public override long Expected(long last) => last + 1;

        public override long Got(DepthIds message) => message.First;

        public override bool Follows(DepthIds message, long last) => message.First <= last + 1;
    }

    private sealed class FuturesRule : DepthRule
    {
        public override bool HasPrevious => true;

        public override string Gap => "gap: pu is not the last update id";

        public override bool IsOld(DepthIds message, long snapshot) => message.Last < snapshot;

        public override bool Joins(DepthIds message, long snapshot) =>
            (message.First <= snapshot && snapshot <= message.Last) || message.Previous == snapshot;

        public override long Expected(long last) => last;

        public override long Got(DepthIds message) => message.Previous;

        public override bool Follows(DepthIds message, long last) => message.Previous == last;
    }
}
