using System.Text;
using StreamEngine.Data;

namespace StreamEngine.Sources.Mapping;

/// <summary>
/// The value of one column in the row that is being read, and in the one before that waits for it: two slots. Text comes in and is checked here; a row whose values are all good is then added to the builders, so
/// nothing has to be taken back.
/// </summary>
internal abstract class MappedCell(ColumnType type, ColumnBuilder? builder)
{
    private readonly bool[] _isNull = new bool[2];

    /// <summary>Whether the text is a number, so that blanks around it mean nothing and its decimal sign is the file's.</summary>
    public virtual bool IsNumber => false;

    /// <summary>Whether the text is taken as it stands, so that an empty text in quotes is a value.</summary>
    public virtual bool IsText => false;

    /// <summary>Type of the column.</summary>
    protected ColumnType Type => type;

    /// <summary>A cell for a column; one without a builder checks all the same: what is an error must not depend on who reads.</summary>
    public static MappedCell For(MappedColumn column, ColumnBuilder? builder) => column.Field.Type.Kind switch
    {
        TypeKind.Bool => new BoolCell(column.Field.Type, builder),
        TypeKind.Int32 => new WholeCell(column.Field.Type, builder, 1),
        TypeKind.Int64 => new WholeCell(column.Field.Type, builder, 1),
        TypeKind.Duration => new WholeCell(column.Field.Type, builder, column.Scale),
        TypeKind.Timestamp => new TimeCell(column.Field.Type, builder, column.Time, column.Add, column.AddUnit),
        TypeKind.Float32 => new SingleCell(column.Field.Type, builder, column.Shift),
        TypeKind.Float64 => new DoubleCell(column.Field.Type, builder, column.Shift, column.Computed),
        TypeKind.Decimal => new DecimalCell(column.Field.Type, builder, column.Shift),
        TypeKind.Enum => new EnumCell(column.Field.Type, builder),
        TypeKind.Symbol => new SymbolCell(column.Field.Type, builder),
        TypeKind.Vector => new VectorCell(column.Field.Type, builder),
        _ => new TextCell(column.Field.Type, builder),
    };

    /// <summary>Takes a text into a slot. What is wrong with it, to stand behind <c>column 'x' </c>, or null.</summary>
    public string? Set(ReadOnlySpan<byte> text, int slot)
    {
        _isNull[slot] = false;
        return Parse(text, slot);
    }

    /// <summary>Says that a slot holds a value.</summary>
    public void SetNotNull(int slot) => _isNull[slot] = false;

    /// <summary>Takes a null into a slot.</summary>
    public void SetNull(int slot) => _isNull[slot] = true;

    /// <summary>Whether a slot holds a null.</summary>
    public bool IsNull(int slot) => _isNull[slot];

    /// <summary>Adds the value of a slot to the column.</summary>
    public void Append(int slot)
    {
        if (builder is null)
        {
            return;
        }

        if (_isNull[slot])
        {
            builder.AppendNull();
        }
        else
        {
            AppendValue(slot);
        }
    }

    /// <summary>A text as messages show it: at most 40 characters, in quotes.</summary>
    public static string Show(ReadOnlySpan<byte> text)
    {
        const int Longest = 40;
        var shown = Encoding.UTF8.GetString(text[..Math.Min(text.Length, Longest * 4)]);
        shown = shown.Length > Longest ? shown[..Longest] + "…" : shown;
        return $"'{shown.ReplaceLineEndings(" ")}'";
    }

    /// <summary>Reads a text.</summary>
    protected abstract string? Parse(ReadOnlySpan<byte> text, int slot);

    /// <summary>Adds a value that is not null.</summary>
    protected abstract void AppendValue(int slot);
}
