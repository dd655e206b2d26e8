namespace StreamEngine.Models;

/// <summary>Type of the values of a tensor, by the numbers of ONNX (<c>TensorProto.DataType</c>).</summary>
public enum ElementKind
{
    /// <summary>None that is known here.</summary>
    Other = 0,

    /// <summary>Single precision.</summary>
    Float32 = 1,

    /// <summary>32-bit integer.</summary>
    Int32 = 6,

    /// <summary>64-bit integer.</summary>
    Int64 = 7,

    /// <summary>Double precision.</summary>
    Float64 = 11,
}
