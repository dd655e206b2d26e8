using System.Globalization;
using System.Text;
using StreamEngine.Config;

namespace StreamEngine.Models;

/// <summary>
/// Looks through a model file without running anything of it: what it declares, and that it keeps to <see cref="ModelLimits"/>. Format: onnx.proto3 of ONNX, the fields named in the code. Every byte of the file is passed once.
/// </summary>
internal sealed class ModelScan
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly TensorScan _tensors = new();
    private readonly Dictionary<string, long> _opsets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly List<ModelTensor> _inputs = [];
    private readonly List<ModelTensor> _outputs = [];
    private readonly HashSet<string> _constants = new(StringComparer.Ordinal);
    private readonly HashSet<string> _domains = new(StringComparer.Ordinal);
    private long _ir;
    private int _nodes;
    private bool _hasGraph;

    private ModelScan()
    {
    }

    /// <summary>What a file declares.</summary>
    /// <exception cref="ModelFileException">It is damaged, or not allowed; the message says why, and does not name the file.</exception>
    public static ModelFacts Of(ReadOnlySpan<byte> bytes)
    {
        var scan = new ModelScan();
        try
        {
            scan.Model(bytes);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or DecoderFallbackException)
        {
            throw new ModelFileException(ModelErrors.Damaged, $"it is no whole ONNX file: {(damaged is DecoderFallbackException ? "a text is not UTF-8" : damaged.Message)}", "export it again");
        }

        scan.CheckVersions();
        return new ModelFacts([.. scan._inputs.Where(i => !scan._constants.Contains(i.Name))], scan._outputs, scan._opsets, scan._metadata);
    }

    // ModelProto: 1 ir_version, 7 graph, 8 opset_import, 14 metadata_props, 20 training_info, 25 functions
    private void Model(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 1: _ir = reader.Number(); break;
                case 7:
                    _hasGraph = _hasGraph ? throw new InvalidDataException("it has two graphs") : true;
                    Graph(reader.Bytes(), 1);
                    break;
                case 8: Opset(reader.Bytes()); break;
                case 14: Metadata(reader.Bytes()); break;
                case 20: throw new ModelFileException(ModelErrors.Foreign, "it holds a training graph; only what answers is run", "export the model for inference");
                case 25: throw new ModelFileException(ModelErrors.Foreign, "it defines operators of its own (functions)", "export it with operators of ai.onnx and ai.onnx.ml alone");
                default: reader.Skip(); break;
            }
        }
    }

    // GraphProto: 1 node, 5 initializer, 11 input, 12 output, 15 sparse_initializer
    private void Graph(ReadOnlySpan<byte> bytes, int depth)
    {
        if (depth > ModelLimits.Depth)
        {
            throw TooLarge($"graphs stand in one another {depth} deep; at most {ModelLimits.Depth} are read");
        }

        var reader = new ProtoReader(bytes);
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 1: Node(reader.Bytes(), depth); break;
                case 5:
                    var name = _tensors.Check(reader.Bytes());
                    if (depth == 1)
                    {
                        _constants.Add(name);
                    }

                    break;
                case 11 when depth == 1: Add(_inputs, reader.Bytes()); break;
                case 12 when depth == 1: Add(_outputs, reader.Bytes()); break;
                case 15: _tensors.CheckSparse(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }
    }

    // NodeProto: 4 op_type, 5 attribute, 7 domain
    private void Node(ReadOnlySpan<byte> bytes, int depth)
    {
        if (++_nodes > ModelLimits.Nodes)
        {
            throw TooLarge($"it has more than {Count(ModelLimits.Nodes)} nodes");
        }

        var reader = new ProtoReader(bytes);
        var (type, domain) = ("", "");
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 4: type = Text(reader.Bytes()); break;
                case 5: Attribute(reader.Bytes(), depth); break;
                case 7: domain = Text(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        domain = Full(domain);
        if (!ModelLimits.Opsets.ContainsKey(domain))
        {
            throw new ModelFileException(ModelErrors.Foreign, $"operator {ProblemText.Quote(type)} is of domain {ProblemText.Quote(domain)}; only {string.Join(" and ", ModelLimits.Opsets.Keys)} are run", "export it without custom operators");
        }

        _domains.Add(domain);
        if (domain == "ai.onnx" && ModelLimits.Refused.TryGetValue(type, out var reason))
        {
            throw new ModelFileException(ModelErrors.Foreign, $"operator '{type}' {reason}, so an answer would not be bounded and repeatable", "export it without that operator");
        }
    }

    // AttributeProto: 5 t, 6 g, 10 tensors, 11 graphs, 22 sparse_tensor, 23 sparse_tensors
    private void Attribute(ReadOnlySpan<byte> bytes, int depth)
    {
        var reader = new ProtoReader(bytes);
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 5 or 10: _tensors.Check(reader.Bytes()); break;
                case 6 or 11: Graph(reader.Bytes(), depth + 1); break;
                case 22 or 23: _tensors.CheckSparse(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }
    }

    // OperatorSetIdProto: 1 domain, 2 version
    private void Opset(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        var (domain, version) = ("", 0L);
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 1: domain = Text(reader.Bytes()); break;
                case 2: version = reader.Number(); break;
                default: reader.Skip(); break;
            }
        }

        if (_opsets.Count >= ModelLimits.Names || !_opsets.TryAdd(Full(domain), version))
        {
            throw new InvalidDataException("a domain has two versions");
        }
    }

    // StringStringEntryProto: 1 key, 2 value
    private void Metadata(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtoReader(bytes);
        var (key, value) = ("", "");
        while (reader.TryNext())
        {
            switch (reader.Field)
            {
                case 1: key = Text(reader.Bytes()); break;
                case 2: value = Text(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        if (_metadata.Count >= ModelLimits.Names || !_metadata.TryAdd(key, value))
        {
            throw new InvalidDataException("an entry of its metadata stands there twice");
        }
    }

    private static void Add(List<ModelTensor> tensors, ReadOnlySpan<byte> bytes)
    {
        var tensor = ValueScan.Read(bytes);
        if (tensors.Count >= ModelLimits.Names || tensors.Exists(t => t.Name == tensor.Name))
        {
            throw new InvalidDataException("two inputs or outputs have one name");
        }

        tensors.Add(tensor);
    }

    private void CheckVersions()
    {
        if (!_hasGraph || _outputs.Count == 0)
        {
            throw new ModelFileException(ModelErrors.Damaged, $"it is no whole ONNX file: it has no {(_hasGraph ? "outputs" : "graph")}", "export it again");
        }

        Within("file format (IR)", _ir, ModelLimits.Ir);
        foreach (var domain in _domains)
        {
            Within($"operators of {domain} (opset)", _opsets.GetValueOrDefault(domain), ModelLimits.Opsets[domain]);
        }
    }

    private static void Within(string what, long version, (long Least, long Most) allowed)
    {
        if (version < allowed.Least || version > allowed.Most)
        {
            throw new ModelFileException(ModelErrors.Version, $"the version of its {what} is {Count(version)}; it must be from {allowed.Least} to {allowed.Most}", "export it for another version");
        }
    }

    internal static ModelFileException TooLarge(string message) => new(ModelErrors.TooLarge, message);

    internal static string Text(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= ModelLimits.Text ? Strict.GetString(bytes) : throw TooLarge($"a text in it has {Count(bytes.Length)} bytes; at most {Count(ModelLimits.Text)} are read");

    internal static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Full(string domain) => domain.Length == 0 ? "ai.onnx" : domain;
}
