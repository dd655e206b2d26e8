using StreamEngine.Arrow.Writing;
using StreamEngine.Data;

namespace StreamEngine.Arrow;

/// <summary>
/// Writes batches in the Arrow IPC format (columnar format 1.x, metadata V5, little-endian). Rows are collected and cut into record batches of a
/// fixed size, so the bytes depend on the rows alone, not on how they came. Types: bool, int32, int64, float32, float64 as they are; decimal as decimal128(38, 18);
/// timestamp as timestamp[ns, UTC]; duration as duration[ns]; string and json as utf8; symbol as dictionary&lt;int32, utf8&gt;, grown by delta dictionaries; enum as
/// dictionary&lt;int8 or int32, utf8&gt;; vector as fixed-size list. Our own type, unit and schema name stand in the metadata (<see cref="MetadataKeys"/>).
/// </summary>
/// <remarks>Writes forwards only, buffered; the caller owns the stream. Not thread-safe. Without <see cref="Complete"/> the file is cut off and readers refuse it.</remarks>
public sealed class ArrowWriter : IDisposable
{
    private readonly MessageWriter _messages;
    private readonly ArrowFraming _framing;
    private readonly int _rowsPerRecordBatch;
    private readonly Schema _schema;
    private readonly List<Field> _fields;
    private readonly ColumnEncoder[] _encoders;
    private readonly DictionaryEncoder[] _dictionaries;
    private readonly FixedEncoder<long>? _stamps;
    private readonly Body _body = new();
    private readonly BatchIndex? _index;
    private Schema _checked;
    private int _pending;
    private long _lastAt;
    private bool _done;

    /// <summary>Starts a file or stream: writes its schema.</summary>
    /// <param name="output">Where the bytes go.</param>
    /// <param name="schema">Columns of the batches to come.</param>
    /// <param name="framing">File or stream.</param>
    /// <param name="rowsPerRecordBatch">Rows of every record batch but the last.</param>
    /// <param name="stamps">Whether to write stream times as a last column <c>at</c>.</param>
    /// <param name="compression">How record batches are compressed; bitmaps and dictionaries never are, and no record batch shrinks below a sixth, so that readers can bound what a file may take of memory.</param>
    /// <param name="index">Whether the footer of a file keeps rows and newest stream time of each record batch, so that a reader finds a row or an instant by the footer alone.</param>
    public ArrowWriter(Stream output, Schema schema, ArrowFraming framing, int rowsPerRecordBatch = 65_536, bool stamps = false,
        ArrowCompression compression = ArrowCompression.None, bool index = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowsPerRecordBatch);
        _index = index ? new BatchIndex() : null;
        _messages = new MessageWriter(output, compression == ArrowCompression.Lz4 ? new BodyPacker() : null);
        _framing = framing;
        _rowsPerRecordBatch = rowsPerRecordBatch;
        _schema = schema;
        _checked = schema;
        _fields = [.. schema.Fields];
        _encoders = [.. schema.Fields.Select(ColumnEncoder.For)];
        _dictionaries = [.. _encoders.OfType<DictionaryEncoder>()];
        if (stamps)
        {
            var at = new Field(MetadataKeys.StampRole, ColumnType.Timestamp);
            _fields.Add(at);
            _stamps = new FixedEncoder<long>(at);
        }

        if (framing == ArrowFraming.File)
        {
            _messages.FileHeader();
        }

        _messages.Schema(schema.Name, _fields, stamps);
    }

    /// <summary>Rows taken so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Bytes of the rows taken so far, those of the record batch in hand with them but neither its texts in dictionaries nor what compression will save.</summary>
    public long Bytes
    {
        get
        {
            LayRows();
            return _messages.Position + _body.Length;
        }
    }

    /// <summary>Takes all rows of a batch.</summary>
    /// <exception cref="InvalidDataException">A value does not fit its Arrow type.</exception>
    public void Write(Batch batch) => Write(batch, 0, batch.Count);

    /// <summary>Takes some rows of a batch.</summary>
    /// <exception cref="InvalidDataException">A value does not fit its Arrow type.</exception>
    public void Write(Batch batch, int start, int count)
    {
        ObjectDisposedException.ThrowIf(_done, this);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, batch.Count - start);
        Check(batch.Schema);
        while (count > 0)
        {
            var step = Math.Min(count, _rowsPerRecordBatch - _pending);
            Append(batch, start, step);
            start += step;
            count -= step;
            _pending += step;
            _lastAt = batch.At(start - 1);
            Rows += step;
            if (_pending == _rowsPerRecordBatch)
            {
                Cut();
            }
        }
    }

    /// <summary>Ends the record batch at the rows so far and hands all of it to the stream, so that a reader that takes a file without an end finds them. Record batches are cut by time then, not by rows alone.</summary>
    public void Flush()
    {
        ObjectDisposedException.ThrowIf(_done, this);
        if (_pending > 0)
        {
            Cut();
        }

        _messages.Flush();
    }

    /// <summary>Writes the last record batch, the end-of-stream marker and, in a file, the footer; flushes.</summary>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_done, this);
        if (_pending > 0)
        {
            Cut();
        }

        _messages.EndOfStream();
        if (_framing == ArrowFraming.File)
        {
            _messages.Footer(_schema.Name, _fields, _stamps is not null, _index);
        }

        _messages.Flush();
        _done = true;
    }

    /// <summary>Stops taking rows; completes nothing and leaves the stream open.</summary>
    public void Dispose() => _done = true;

    private void Check(Schema schema)
    {
        if (ReferenceEquals(schema, _checked))
        {
            return;
        }

        if (!schema.Fields.Select(f => (f.Name, f.Type)).SequenceEqual(_schema.Fields.Select(f => (f.Name, f.Type))))
        {
            throw new ArgumentException($"rows of {schema} do not fit {_schema}", nameof(schema));
        }

        _checked = schema;
    }

    private void Append(Batch batch, int start, int count)
    {
        for (var i = 0; i < _encoders.Length; i++)
        {
            if (batch.IsContiguous)
            {
                _encoders[i].AppendRange(batch.Column(i), batch.Row(start), count);
            }
            else
            {
                _encoders[i].AppendRows(batch.Column(i), batch.Selected.Slice(start, count));
            }
        }

        if (batch.IsContiguous)
        {
            _stamps?.AppendValues(batch.AtValues.Slice(batch.Row(start), count));
        }
        else
        {
            _stamps?.AppendValues(batch.AtValues, batch.Selected.Slice(start, count));
        }
    }

    private void Cut()
    {
        for (var i = 0; i < _dictionaries.Length; i++)
        {
            if (_dictionaries[i].HasFresh)
            {
                WriteDictionary(i, _dictionaries[i]);
            }
        }

        LayRows();
        _messages.RecordBatch(_body, _pending);
        _index?.Add(_pending, _lastAt);
        foreach (var encoder in _encoders)
        {
            encoder.Clear();
        }

        _stamps?.Clear();
        _pending = 0;
    }

    private void LayRows()
    {
        _body.Clear();
        foreach (var encoder in _encoders)
        {
            encoder.Lay(_body);
        }

        _stamps?.Lay(_body);
    }

    private void WriteDictionary(int id, DictionaryEncoder encoder)
    {
        _body.Clear();
        var count = encoder.FreshCount;
        var delta = encoder.LayFresh(_body);
        _messages.Dictionary(id, delta, _body, count);
        encoder.ClearFresh();
    }
}
