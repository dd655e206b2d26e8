using StreamEngine.Data;

namespace StreamEngine.Tests.Kit;

/// <summary>Options of the operators that stand for models, risk gates and venues until there are real ones.</summary>
public sealed record DutyOptions
{
    /// <summary>Name of the column that is added.</summary>
    public global::StreamEngine.Config.ColumnName As { get; init; } = new("answer");
}

/// <summary>A row as these operators read it: its time alone.</summary>
public readonly record struct DutyRow(long Ts);

/// <summary>What they append.</summary>
public readonly record struct DutyAnswer([property: Column("answer", Option = "as")] double Value);
