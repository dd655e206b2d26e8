namespace StreamEngine.Expressions;

/// <summary>The value of a line further up in the same select block. It does not fail here: where the definition fails, the row already has.</summary>
public sealed class DefinedExpression : TypedExpression
{
    /// <summary>A reference to a line.</summary>
    public DefinedExpression(string name, TypedExpression definition) : base(definition.Type, definition.Nullable, false, definition.Unit)
    {
        Name = name;
        Definition = definition;
    }

    /// <summary>Name of the line.</summary>
    public string Name { get; }

    /// <summary>What the line says.</summary>
    public TypedExpression Definition { get; }

    internal override void CollectColumns(ISet<string> columns, HashSet<TypedExpression> seen)
    {
        if (seen.Add(Definition))
        {
            Definition.CollectColumns(columns, seen);
        }
    }
}
