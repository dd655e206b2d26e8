using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Tests.Conformance;

/// <summary>Counts to 100, with a bug if asked.</summary>
[Operator("test_planted_source", OperatorKind.Source)]
public sealed class PlantedSource(PlantedSourceOptions options) : Source
{
    private static readonly Schema Numbers = new(null, [new("ts", ColumnType.Timestamp)]);
    private long _next;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(Numbers)];

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        for (; _next < 100; _next++)
        {
            if (options.Deaf)
            {
                await new TaskCompletionSource().Task;
            }

            context.Ports[0].Values<long>("ts")?.Append(_next);
            context.Ports[0].Commit(_next);
            if (options.LosesTail && context.BatchMax == 7 && _next == 99)
            {
                context.Ports[0].Clear();
                yield break;
            }

            var frontier = options.FrontierTooFar ? _next + 2 : _next;
            var batch = context.Ports[0].Take(frontier, 0);
            var keep = _next;
            _next = options.WrongPosition ? _next : _next + 1;
            yield return new Delivery(batch);
            _next = keep;
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("next", _next);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _next = state.Read<long>("next");
}

/// <summary>Options of <see cref="PlantedSource"/>.</summary>
public sealed record PlantedSourceOptions
{
    /// <summary>Does not hear that it must stop.</summary>
    public bool Deaf { get; init; }

    /// <summary>Promises a frontier its next row breaks.</summary>
    public bool FrontierTooFar { get; init; }

    /// <summary>Saves a position that repeats a row.</summary>
    public bool WrongPosition { get; init; }

    /// <summary>Loses the last row at one batch size.</summary>
    public bool LosesTail { get; init; }

    /// <summary>Takes anything, so nothing is refused.</summary>
    public LooseOptions Loose { get; init; } = new();
}

/// <summary>Options that happen to be what the suite writes to be refused.</summary>
public sealed record LooseOptions
{
    /// <summary>One more map.</summary>
    public LooserOptions Not { get; init; } = new();
}

/// <summary>See <see cref="LooseOptions"/>.</summary>
public sealed record LooserOptions
{
    /// <summary>Any text.</summary>
    public string A { get; init; } = "";
}
