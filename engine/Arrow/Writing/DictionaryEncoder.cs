using StreamEngine.Data;

namespace StreamEngine.Arrow.Writing;

/// <summary>A column whose texts go into dictionary batches.</summary>
internal abstract class DictionaryEncoder(Field field) : ColumnEncoder(field)
{
    private bool _started;

    /// <summary>Bytes of an index.</summary>
    public abstract int IndexWidth { get; }

    /// <summary>Texts that are in no dictionary batch yet.</summary>
    protected Texts Fresh { get; } = new(field.Name);

    /// <summary>How many texts are in no dictionary batch yet.</summary>
    public int FreshCount => Fresh.Count;

    /// <summary>Whether a dictionary batch must be written before the next record batch.</summary>
    public bool HasFresh => !_started || Fresh.Count > 0;

    /// <summary>Lays the texts out as a dictionary batch; true when it adds to an earlier one.</summary>
    public bool LayFresh(Body body)
    {
        body.Node(Fresh.Count, 0);
        body.Buffer(default);
        Fresh.Lay(body);
        var delta = _started;
        _started = true;
        return delta;
    }

    /// <summary>The texts were written.</summary>
    public void ClearFresh() => Fresh.Clear();
}
