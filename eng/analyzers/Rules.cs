using Microsoft.CodeAnalysis;

namespace StreamEngine.Analyzers;

/// <summary>The rules: what would make a replay differ from its recording, or let work escape the injected scheduler.</summary>
/// <remarks>All are errors that neither a pragma nor an editor setting switches off; a test refuses suppression attributes that name them.</remarks>
internal static class Rules
{
    /// <summary>Reads of the wall clock.</summary>
    public static readonly DiagnosticDescriptor WallClock = Rule(
        "SEA0001", "The wall clock is handed in", "'{0}' reads the wall clock; {1}");

    /// <summary>Random numbers that no seed determines.</summary>
    public static readonly DiagnosticDescriptor Randomness = Rule(
        "SEA0002", "Randomness is seeded", "'{0}' is random without a seed; {1}");

    /// <summary>Identifiers that differ in each run.</summary>
    public static readonly DiagnosticDescriptor FreshGuid = Rule(
        "SEA0003", "Identifiers are functions of the input", "'{0}' differs in each run; {1}");

    /// <summary>Work on threads that the runtime did not hand out.</summary>
    public static readonly DiagnosticDescriptor ForeignThread = Rule(
        "SEA0004", "Work runs on the injected scheduler", "'{0}' runs on a foreign thread; {1}");

    /// <summary>Dataflow's own credits and links, whose completions escape to the thread pool.</summary>
    public static readonly DiagnosticDescriptor DataflowCredit = Rule(
        "SEA0005", "Batches are handed over by Post", "'{0}' completes on the thread pool; {1}");

    /// <summary>Waiting that no time provider controls.</summary>
    public static readonly DiagnosticDescriptor UncontrolledWait = Rule(
        "SEA0006", "Waiting goes by a time provider", "'{0}' waits by the wall clock; {1}");

    /// <summary>Rx operators whose output depends on when rows arrive.</summary>
    public static readonly DiagnosticDescriptor ArrivalOrder = Rule(
        "SEA0007", "Streams are ordered by stream time", "'{0}' goes by arrival; {1}");

    /// <summary>Every rule.</summary>
    public static readonly DiagnosticDescriptor[] All =
        [WallClock, Randomness, FreshGuid, ForeignThread, DataflowCredit, UncontrolledWait, ArrivalOrder];

    private static DiagnosticDescriptor Rule(string id, string title, string message) => new(
        id, title, message, "Determinism", DiagnosticSeverity.Error, isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
