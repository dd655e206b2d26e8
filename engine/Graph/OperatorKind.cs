namespace StreamEngine.Graph;

/// <summary>What a verb is for.</summary>
public enum OperatorKind
{
    /// <summary>Brings rows in; has no inputs.</summary>
    Source,

    /// <summary>Turns raw venue frames into canonical rows.</summary>
    Normalizer,

    /// <summary>Computes from rows and state.</summary>
    Feature,

    /// <summary>Routes, thins, orders and times rows.</summary>
    Flow,

    /// <summary>Brings rows of two sides together.</summary>
    Join,

    /// <summary>Sums rows up to fewer: windows and bars.</summary>
    Window,

    /// <summary>Asks a model; it stands in a segment of its own.</summary>
    Model,

    /// <summary>Takes rows out.</summary>
    Sink,
}
