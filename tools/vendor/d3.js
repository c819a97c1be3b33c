// What the plots of the pages use of D3 and TopoJSON.
export { axisBottom } from "d3-axis";
export { drag } from "d3-drag";
export { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
export { geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
export { scaleUtc } from "d3-scale";
export { select } from "d3-selection";
export { zoom, zoomIdentity, zoomTransform } from "d3-zoom";
export { feature, mesh } from "topojson-client";
