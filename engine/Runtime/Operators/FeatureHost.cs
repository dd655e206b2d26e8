using System.Globalization;
using System.Runtime.InteropServices;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.State;

namespace StreamEngine.Runtime;

/// <summary>Runs a feature: owns the loop over rows, one instance a key, and its state.</summary>
internal sealed class FeatureHost<TIn, TOut>(object options, Func<Feature<TIn, TOut>> create) : BatchOperator
    where TIn : struct
    where TOut : struct
{
    private readonly List<Feature<TIn, TOut>> _byKey = [];
    private RowReader<TIn> _reader = null!;
    private RowSetter<TOut> _setter = null!;
    private Appender _appender = null!;
    private KeyTable _keys = null!;
    private IColumnFeature? _columns;
    private IKeyedColumnFeature<TIn, TOut>? _keyed;
    private double[] _answers = [];
    private int[] _ordinals = [];

    public override bool? ByColumns => create() is IColumnFeature;

    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        create().Check(scope);
        foreach (var member in RowMember.Of(typeof(TIn)))
        {
            var name = NameOf(member);
            if (scope.Read(0, name, member.Option) is { } field && !RowReader<TIn>.Fits(member.Type, field.Type))
            {
                scope.Report(member.Option, "SE4151", $"column '{name}' is {field.Type}; it must be {member.Type}");
            }
        }

        var added = RowMember.Of(typeof(TOut)).Select(m => new Field(NameOf(m), m.Type, Nullable: true, m.Unit)).ToList();
        foreach (var field in added.Where(f => scope.Input.Has(f.Name)))
        {
            scope.Report(null, "SE2301", $"column '{field.Name}' is already there", "give the result another name with 'as', or drop the old column with 'select'");
        }

        foreach (var twice in added.GroupBy(f => f.Name).Where(g => g.Count() > 1))
        {
            scope.Report("as", "SE2301", $"two results are called '{twice.Key}'");
        }

        return scope.Failed ? [new PortShape(scope.Input, Appends: true)] : [new PortShape(scope.Input.With(added), Appends: true)];
    }

    public override void Open(OperatorContext context)
    {
        _keys = context.Keys;
        _appender = context.Output.Appender!;
        _reader = new RowReader<TIn>(context.Inputs[0]!, NameOf);
        _columns = create() as IColumnFeature;
        _keyed = create() as IKeyedColumnFeature<TIn, TOut>;
        _setter = new RowSetter<TOut>([.. RowMember.Of(typeof(TOut)).Select((_, i) => _appender.At(i))]);
    }

    public override int Process(int input, Rows rows, Output output)
    {
        var batch = rows.Batch;
        _reader.Bind(batch);
        if (_columns is not null && batch.IsContiguous && _reader.IsPlain && !_keys.MayBeNull(0, batch) && TryAnswer(_columns, rows))
        {
            output.Used(rows.Count);
            return rows.Count;
        }

        var answered = _keyed is not null && _reader.IsFixed ? Answer(_keyed, rows) : 0;
        output.Used(answered);
        Process(rows.Skip(answered), output);
        return rows.Count;
    }

    public override void Save(StateWriter state)
    {
        state.Write("keys", _byKey.Count);
        foreach (var feature in _byKey.Cast<IFeature>())
        {
            if (feature.StateType is { } type)
            {
                state.Write("state", type, feature.State);
            }
        }
    }

    public override void Load(StateReader state)
    {
        var count = state.Read<int>("keys");
        _byKey.Clear();
        for (var i = 0; i < count; i++)
        {
            IFeature feature = Of(i);
            if (feature.StateType is { } type)
            {
                feature.State = state.Read("state", type);
            }
        }
    }

    /// <summary>Answers rows one by one.</summary>
    private void Process(Rows rows, Output output)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var keys = _keys.Of(0, rows.Batch);
        var passed = true; // all at once; taken back from the first row on that fails
        var used = 0;
        _appender.Pass(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var key = keys.Ordinal(row);
            var failure = key < 0 ? "the key is null" : Answer(rows, i, row, key, passed);
            if (failure is null)
            {
                used++;
                continue;
            }

            if (passed)
            {
                _appender.TakeBack(rows.Count - i);
                passed = false;
            }

            output.Used(used);
            used = 0;
            output.Error(rows, i, key < 0 ? "SE9102" : "SE9101", failure);
        }

        output.Used(used);
    }

    /// <summary>Answers rows by columns; gives how many, from the first on.</summary>
    private int Answer(IKeyedColumnFeature<TIn, TOut> feature, Rows rows)
    {
        if (_ordinals.Length < rows.Count)
        {
            _ordinals = new int[rows.Count];
            _answers = new double[rows.Count];
        }

        var keys = _ordinals.AsSpan(0, rows.Count);
        if (!_keys.TryFind(0, rows, keys))
        {
            return 0;
        }

        var most = 0;
        foreach (var key in keys)
        {
            most = Math.Max(most, key);
        }

        Of(most);
        var answers = _answers.AsSpan(0, rows.Count);
        var answered = feature.Answer(new FeatureColumns(_reader.Columns, rows), keys, CollectionsMarshal.AsSpan(_byKey), answers);
        if (answered > 0)
        {
            _appender.Pass(rows.Take(answered));
            (_appender.At(0) as ScatterColumn<double>)?.Fill(rows.Take(answered), answers);
        }

        return answered;
    }

    private bool TryAnswer(IColumnFeature feature, Rows rows)
    {
        var first = rows[0];
        var columns = new FeatureColumns(_reader.Columns, first, rows.Count);
        if (_answers.Length < rows.Count)
        {
            _answers = new double[rows.Count];
        }

        var answers = _answers.AsSpan(0, rows.Count);
        if (!feature.TryAnswer(columns, answers))
        {
            return false;
        }

        _appender.Pass(rows);
        if (_appender.At(0) is ScatterColumn<double> read)
        {
            answers.CopyTo(read.Fill(first, rows.Count));
        }

        return true;
    }

    /// <summary>Answers a row; what failed, or null.</summary>
    private string? Answer(Rows rows, int i, int row, int key, bool passed)
    {
        TOut answer = default;
        var known = _reader.TryRead(row, out var value);
        if (known)
        {
            try
            {
                answer = Of(key).OnRow(value);
            }
            catch (Exception failure) when (failure is ArithmeticException or InvalidDataException or ArgumentException)
            {
                return failure.Message;
            }
        }

        if (!passed)
        {
            _appender.Pass(rows.Batch, row, rows.At(i));
        }

        if (known)
        {
            _setter.Set(row, answer);
        }
        else
        {
            _setter.SetNull(row);
        }

        return null;
    }

    private Feature<TIn, TOut> Of(int key)
    {
        while (_byKey.Count <= key)
        {
            _byKey.Add(create());
        }

        return _byKey[key];
    }

    /// <summary>The option's text where one holds the name, else the declared name with each <c>{option}</c> in it replaced.</summary>
    private string NameOf(RowMember member) => (member.Option is null ? null : OptionText(member.Option)) ?? Filled(member.Name);

    private string Filled(string name)
    {
        for (var open = name.IndexOf('{'); open >= 0; open = name.IndexOf('{'))
        {
            var close = name.IndexOf('}', open);
            name = $"{name[..open]}{OptionText(name[(open + 1)..close])}{name[(close + 1)..]}";
        }

        return name;
    }

    private string? OptionText(string option)
    {
        var property = options.GetType().GetProperties().Single(p => RowMember.SnakeCase(p.Name) == option);
        var value = property.GetValue(options);
        var text = value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString();
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
