namespace StreamEngine.Replay.Verification;

/// <summary>What kind of look-ahead was found.</summary>
public enum LookAheadKind
{
    /// <summary>A row was put out before the cut with another value than in the full run: it depends on input behind it.</summary>
    Changed,

    /// <summary>A row of the full run is missing though its stream time is not later than the cut: it was made of input behind it.</summary>
    Missing,

    /// <summary>A row was put out before the cut that the full run does not have.</summary>
    Extra,

    /// <summary>The run that is stopped fails where the full run does not.</summary>
    Failed,
}
